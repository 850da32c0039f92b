"""Accounts: sample pages, and what has none."""

from tests.site.addresses.sample import ACCOUNT, GUEST, Sample

PAGES: dict[str, list[Sample]] = {
    "account_overview": [ACCOUNT],
    "account_change_address": [ACCOUNT],
    "account_contributions": [ACCOUNT],
    "account_residence": [GUEST, ACCOUNT],
    "account_factors": [ACCOUNT, Sample(("staff",))],
    "account_add_app": [ACCOUNT],
    "account_add_passkey": [ACCOUNT],
    "account_signup": [GUEST],
    "account_login": [GUEST, Sample(("anonymous",), query={"next": "/team/"})],
    "account_logout": [Sample(("anonymous", "citizen"))],
    "account_rename": [ACCOUNT],
    "account_change_password": [ACCOUNT],
    "account_reset_password": [GUEST],
    "account_reset_password_done": [GUEST],
    "account_reset_password_from_key": [
        Sample(("anonymous",), kwargs={"uidb36": "1", "key": "abc-def"}, status=410)
    ],
    "account_delete": [ACCOUNT],
    "account_deleted": [GUEST],
}

WITHOUT_PAGE: dict[str, str] = {
    "account_city": "leads to the city's sign-in, where there is one",
    "account_city_back": "where the city's sign-in leads back to",
    "account_confirm": "only after a form; see states.py",
    "account_confirm_address": "only after a form; see test_new_address.py",
    "account_new_codes": "only with a second factor; see test_second_factor.py",
    "account_codes": "shown once; see test_second_factor.py",
    "account_remove_factor": "only with a second factor; see test_second_factor.py",
    "account_new_code": "POST only; leads to account_confirm",
    "account_export": "a file",
}
