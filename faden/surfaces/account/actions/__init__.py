"""Every write about accounts: their mails, their second factors, the sign-in of the city."""

from faden.surfaces.account.actions.accounts import (
    change_address,
    mail_code,
    mail_new_address_code,
    mail_no_account,
    mail_reset_link,
    set_password,
)
from faden.surfaces.account.actions.city import (
    enter_by_city,
    leave_city,
    set_emergency_account,
    use_emergency_account,
)
from faden.surfaces.account.actions.factors import (
    add_app,
    add_passkey,
    remove_factor,
    renew_recovery_codes,
    reset_factors,
    use_code,
)

__all__ = [
    "add_app",
    "add_passkey",
    "change_address",
    "enter_by_city",
    "leave_city",
    "mail_code",
    "mail_new_address_code",
    "mail_no_account",
    "mail_reset_link",
    "remove_factor",
    "renew_recovery_codes",
    "reset_factors",
    "set_emergency_account",
    "set_password",
    "use_code",
    "use_emergency_account",
]
