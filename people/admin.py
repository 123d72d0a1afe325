"""The admin site: for administrators, behind the same sign-in."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin

from people.models import Coalition, Event, Membership, Message, Region, User

admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]


class MembershipInline(admin.TabularInline[Membership, Coalition]):
    model = Membership
    extra = 1
    autocomplete_fields = ["user"]


@admin.register(Coalition)
class CoalitionAdmin(admin.ModelAdmin[Coalition]):
    list_display = ["name", "kind", "parent"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [MembershipInline]


@admin.register(User)
class UserAdmin(admin.ModelAdmin[User]):
    list_display = ["email", "name", "is_active", "is_staff"]
    search_fields = ["email", "name"]
    fields = ["email", "name", "is_active", "is_staff", "is_superuser"]


@admin.register(Region)
class RegionAdmin(admin.ModelAdmin[Region]):
    list_display = ["name", "scheme", "code", "valid_from", "valid_until"]
    list_filter = ["scheme"]


@admin.register(Event)
class EventAdmin(admin.ModelAdmin[Event]):
    list_display = ["at", "verb", "thing", "actor", "coalition"]
    list_filter = ["verb"]

    def has_change_permission(self, request: object, obj: Event | None = None) -> bool:
        return False

    has_add_permission = has_delete_permission = has_change_permission


@admin.register(Message)
class MessageAdmin(admin.ModelAdmin[Message]):
    list_display = ["created_at", "to", "subject", "sent_at", "attempts"]
    exclude = ["body"]  # may hold a personal link

    def has_add_permission(self, request: object) -> bool:
        return False
