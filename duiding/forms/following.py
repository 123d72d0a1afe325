"""Forms of what follows on a proposal: who decides, the decision, agreements, progress, who hears of it."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from duiding.actions.copying import may_receive
from duiding.actions.decisions import REFERS
from duiding.actions.taking import MOST_OWNER
from duiding.forms.board import ClientIdForm
from duiding.forms.days import Day, not_to_come
from duiding.models import Agreement, Decision, Follower, ProgressEntry, Proposal
from duiding.queries.decided import as_shown
from duiding.queries.following import deciders_for
from lib.errors import Refused
from lib.forms import PlainWords
from people.models import Coalition, Membership

SHORT = {"rows": 3}


class DeciderChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Who may decide, with where."""

    def label_from_instance(self, obj: Membership) -> str:
        return f"{obj.user} · {obj.coalition}"


class AskDecisionForm(PlainWords, forms.Form):
    """Who is asked to decide, and before when."""

    decider = DeciderChoice(
        Membership.objects.none(),
        label=_("Who decides"),
        required=False,
        empty_label=_("Everybody who decides in our coalition"),
        help_text=_("For a national matter: somebody of the coalition above yours."),
    )
    before = forms.DateField(label=_("Decision before"), required=False, widget=Day())

    def __init__(self, *args: Any, proposal: Proposal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = deciders_for(proposal.coalition)
        self.fields["decider"].queryset = found  # type: ignore[attr-defined]
        now = found.filter(user=proposal.decider, coalition=proposal.decides_at).first()
        self.initial.update(decider=now.pk if now else None, before=proposal.decide_before)


class DecisionForm(PlainWords, forms.ModelForm):  # type: ignore[type-arg]
    """What is decided, why, and under which conditions."""

    class Meta:
        model = Decision
        fields = ["outcome", "reason", "refers_to", "conditions", "decided_on"]
        widgets = {
            "outcome": forms.RadioSelect,
            "reason": forms.Textarea(attrs=SHORT),
            "conditions": forms.Textarea(attrs={"rows": 2}),
            "decided_on": Day(),
        }
        help_texts = {
            "reason": _("In plain words: tellers read this."),
            "refers_to": _("Only when it fits a running plan, or belongs to somebody else."),
        }

    pass_to = forms.ModelChoiceField(
        Coalition.objects.none(),
        label=_("Put it before another coalition"),
        required=False,
        empty_label=_("No, or they do not work here"),
        help_text=_("Only when it belongs to somebody else: they get it as a proposal that waits for their decision."),
    )

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, coalition: Coalition, proposal: Proposal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proposal, self.initial["seen"] = proposal, as_shown(proposal)
        others = [one.pk for one in may_receive(coalition)]
        self.fields["pass_to"].queryset = Coalition.objects.filter(pk__in=others)  # type: ignore[attr-defined]
        if not others:
            del self.fields["pass_to"]
        self.fields["outcome"].choices = Decision.Outcome.choices  # type: ignore[attr-defined]
        self.initial.setdefault("decided_on", timezone.localdate())
        self.fields["decided_on"].validators.append(not_to_come)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        to = cleaned.get("pass_to")
        if to and cleaned.get("outcome") == Decision.Outcome.PASSED_ON:
            cleaned["refers_to"] = cleaned.get("refers_to") or to.name
        elif to and cleaned.get("outcome"):
            words = _("Nothing is put before %(other)s yet. Choose “%(outcome)s” as well, or leave this empty.")
            named = {"other": to, "outcome": Decision.Outcome.PASSED_ON.label}
            self.add_error("pass_to", str(words) % named)
        if cleaned.get("outcome") in REFERS and not cleaned.get("refers_to"):
            self.add_error("refers_to", _("Say which plan it fits, or to whom it is passed on."))
        return cleaned

    def refuse(self, refused: Refused) -> None:
        """Show the form again with why it was refused, beside what the proposal and the decision say now."""
        sent: Any = self.data
        data = sent.copy()
        data[self.add_prefix("seen")] = as_shown(self.proposal)
        self.data = data
        self.add_error(None, str(refused.message))

    def _post_clean(self) -> None:
        """Leave the row alone: the action writes it."""


class AgreementForm(PlainWords, forms.ModelForm):  # type: ignore[type-arg]
    """Who does what, before when."""

    class Meta:
        model = Agreement
        fields = ["who", "what", "before"]
        widgets = {"before": Day()}


class ProgressForm(PlainWords, forms.ModelForm):  # type: ignore[type-arg]
    """How it goes."""

    class Meta:
        model = ProgressEntry
        fields = ["status", "text", "on", "public", "obstacles", "involved", "help_wanted"]
        widgets = {"text": forms.Textarea(attrs=SHORT), "on": Day()} | {
            name: forms.Textarea(attrs={"rows": 2}) for name in ("obstacles", "involved", "help_wanted")
        }
        help_texts = {
            "text": _("In plain words: tellers read this. No names."),
            "obstacles": _("Only members read this, and the three below it."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", timezone.localdate())
        self.fields["on"].validators.append(not_to_come)
        self.fields["status"].choices = [("", _("Choose …")), *ProgressEntry.Status.choices]  # type: ignore[attr-defined]


class FollowerForm(PlainWords, forms.ModelForm):  # type: ignore[type-arg]
    """Who hears how it goes."""

    class Meta:
        model = Follower
        fields = ["email", "owner"]
        help_texts = {
            "email": _("They agreed to this. Every mail has a link with which they stop it."),
            "owner": _("The owner is asked now and then how it goes, with a link that needs no account."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].required = True


class TakeUpForm(ClientIdForm):
    """Who takes up the glove, and how the coalition reaches them."""

    owner = forms.CharField(max_length=MOST_OWNER, error_messages={"required": _("Fill in your name.")})
    email = forms.EmailField(
        error_messages={
            "required": _("Fill in your mail address: there you are asked how it goes."),
            "invalid": _("This is not a mail address. Look again at what you typed."),
        }
    )


class ReportForm(PlainWords, forms.ModelForm):  # type: ignore[type-arg]
    """How it goes, as the owner tells it: one sentence is enough."""

    class Meta:
        model = ProgressEntry
        fields = ["status", "text", "obstacles", "involved", "help_wanted"]
        labels = {"text": _("What happened with it?")}
        widgets = {"status": forms.RadioSelect, "text": forms.Textarea(attrs=SHORT)} | {
            name: forms.Textarea(attrs={"rows": 2}) for name in ("obstacles", "involved", "help_wanted")
        }
        help_texts = {"text": _("One or two sentences. No names: tellers may read this later.")}

    done = forms.ModelMultipleChoiceField(
        Agreement.objects.none(),
        label=_("Which agreements are done?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, proposal: Proposal, ask_done: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = ProgressEntry.Status.choices  # type: ignore[attr-defined]
        still_open = proposal.agreements.filter(done_on=None)
        self.fields["done"].queryset = still_open  # type: ignore[attr-defined]
        if not ask_done or not still_open:
            del self.fields["done"]

    def _post_clean(self) -> None:
        """Leave the row alone: the action writes it."""
