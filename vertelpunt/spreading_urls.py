"""Addresses of spreading a Vertelpunt: short addresses, links, response, partners, who asks."""

from django.urls import path

from vertelpunt.views import askers, channels, kit, partner_door, partners, reach

AT = "c/<slug:coalition>/v/<slug:vertelpunt>/spread/"
urlpatterns = [
    path("k/<slug:short>/", channels.short, name="short"),
    path("k/<slug:short>/room/", channels.short, {"room": True}, name="short_room"),
    path("v/<slug:slug>/who/<int:asker>/", askers.picture, name="asker_picture"),
    path("partner/", partner_door.partner_part, name="partner_part"),
    path("partner/stop/", partner_door.partner_stop, name="partner_stop"),
    path(AT, channels.channels, name="channels"),
    path(f"{AT}link/<slug:channel>/", channels.channel, name="channel"),
    path(f"{AT}link/<slug:channel>/qr.<str:form>", channels.qr, name="channel_qr"),
    path(f"{AT}link/<slug:channel>/kit/<slug:tongue>/<slug:item>/", kit.item, name="kit_item"),
    path(f"{AT}kit/", kit.kit, name="kit"),
    path(f"{AT}targets/", channels.targets, name="targets"),
    path(f"{AT}response/", reach.reach, name="reach"),
    path(f"{AT}partners/", partners.partners, name="partners"),
    path(f"{AT}partners/<int:partner>/", partners.partner, name="partner"),
    path(f"{AT}promises/<int:promise>/", partners.promised, name="promised"),
    path(f"{AT}who-asks/", askers.askers, name="askers"),
]
