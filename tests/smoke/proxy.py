"""The proxy of deploy/nginx.conf on ports of its own, with our own certificate, before the web processes."""

import re
import socket
import subprocess
from pathlib import Path

from tests.smoke.machine import DEPLOY, KEY, Machine, free_port, program

NAME = "vertelpunt.example.org"
AROUND = """
worker_processes 1;
pid {folder}/nginx.pid;
daemon off;
error_log {folder}/nginx-start.log warn;
{user}
events {{}}
http {{
    include /etc/nginx/mime.types;
    {places}
    {sites}
}}
"""
PLACES = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


class Proxy:
    """nginx as its example says, in `folder` of a machine whose web processes listen without https."""

    def __init__(self, machine: Machine) -> None:
        self.machine, self.folder = machine, machine.folder / "nginx"
        self.ports = {"http": free_port(), "https": free_port()}
        self.address = f"https://127.0.0.1:{self.ports['https']}"

    def sites(self) -> str:
        """Return the example with our ports, names and files in it; everything else stays as it is."""
        changed = {
            "listen 80;": f"listen 127.0.0.1:{self.ports['http']};",
            "listen 443 ssl http2;": f"listen 127.0.0.1:{self.ports['https']} ssl http2;",
            f"/etc/letsencrypt/live/{NAME}/fullchain.pem": str(self.folder / "certificate.pem"),
            f"/etc/letsencrypt/live/{NAME}/privkey.pem": str(self.folder / "key.pem"),
            f"server_name {NAME};": "server_name 127.0.0.1;",
            "/var/log/nginx/storycycle.log": str(self.folder / "storycycle.log"),
            "http://127.0.0.1:8000": f"http://127.0.0.1:{self.machine.ports['web']}",
            "/srv/storycycle/app/deploy": str(DEPLOY),
        }
        text = (DEPLOY / "nginx.conf").read_text()
        for old, new in changed.items():
            assert old in text, f"deploy/nginx.conf has no {old}"
            text = text.replace(old, new)
        text = re.sub(r" *listen \[::\]:[^;]*;\n", "", text)
        return text.replace("proxy_set_header Host $host;", "proxy_set_header Host $http_host;")  # ports are not 443

    def prepare(self) -> Path:
        """Write certificate and configuration, and return the latter."""
        self.folder.mkdir(exist_ok=True)
        made = [*KEY, "-addext", "subjectAltName=IP:127.0.0.1"]
        files = ["-keyout", str(self.folder / "key.pem"), "-out", str(self.folder / "certificate.pem")]
        subprocess.run([*made, *files], check=True, stderr=subprocess.DEVNULL)  # noqa: S603
        places = "\n    ".join(f"{name}_temp_path {self.folder}/{name};" for name in PLACES)
        user = "user root;" if self.machine.user else ""
        written = self.folder / "nginx.conf"
        written.write_text(AROUND.format(folder=self.folder, places=places, sites=self.sites(), user=user))
        return written

    def start(self) -> None:
        """Let nginx look at it, and serve."""
        command = [program("nginx"), "-p", str(self.folder), "-c", str(self.prepare())]
        subprocess.run([*command, "-t", "-q"], check=True)  # noqa: S603
        self.machine.start("nginx", command)
        self.machine.wait("nginx", self.listens)

    def listens(self) -> bool:
        """Tell whether it takes visitors."""
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.ports["https"])) == 0

    def logged(self) -> str:
        """Return all that nginx wrote down."""
        return "".join(path.read_text() for path in self.folder.glob("*.log"))
