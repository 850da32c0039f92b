"""Settings, read from top to bottom. What a municipality may change is in the staff area instead.

Every variable is described in `.env.example`.
"""

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from faden.config import env, log, metrics, oidc

PACKAGE = Path(__file__).resolve().parent.parent
DATA = Path(env.text("FADEN_DATA", "var")).resolve()  # database, media, static files
DEBUG = env.flag("FADEN_DEBUG", default=False)
FADEN_DEMO = env.flag("FADEN_DEMO", default=False)
FADEN_DEMO_DATA = Path(env.text("FADEN_DEMO_DATA", str(PACKAGE.parent.parent / "shared" / "data")))

SECRET_KEY = env.text(
    "FADEN_SECRET_KEY", "only-for-the-demonstration" if FADEN_DEMO or DEBUG else ""
)
if not SECRET_KEY:
    raise ImproperlyConfigured("FADEN_SECRET_KEY is missing; set it to 50 random characters")
ALLOWED_HOSTS = env.words("FADEN_HOSTS", "localhost,127.0.0.1,[::1]")
FADEN_PROXIES = env.number("FADEN_PROXIES", 0)  # reverse proxies in front of the application
FADEN_BASE_URL, BELOW = env.site("FADEN_BASE_URL", "http://localhost:8000")  # https://host, /path
FADEN_SITE_URL = FADEN_BASE_URL + BELOW
FORCE_SCRIPT_NAME = BELOW or None
IS_HTTPS = env.flag("FADEN_HTTPS", default=not (FADEN_DEMO or DEBUG))

INSTALLED_APPS = [
    "faden.web",  # before django.forms: its field templates win
    "django.forms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "faden.backbone.places",
    "faden.backbone.audit",
    "faden.backbone.jobs",
    "faden.backbone.people",
    "faden.backbone.items",
    "faden.backbone.processes",
    "faden.shared.search",
    "faden.shared.media",
    "faden.shared.notifications",
    "faden.shared.errands",
    "faden.shared.thread",
    "faden.shared.assignments",
    "faden.shared.outcomes",
    "faden.shared.ratings",
    "faden.shared.moderation",
    "faden.shared.feedback",
    "faden.shared.comments",
    "faden.participation.ideas",
    "faden.participation.background",
    "faden.participation.paper",
    "faden.participation.results",
    "faden.participation.groups",
    "faden.participation.news",
    "faden.participation.undertakings",
    "faden.surfaces.account",
    "faden.surfaces.city",
    "faden.surfaces.process_pages",
    "faden.surfaces.coverage",
    "faden.surfaces.process_setup",
    "faden.surfaces.documentation",
    "faden.surfaces.districts",
    "faden.surfaces.embeds",
    "faden.surfaces.api",
    "faden.surfaces.home",
    "faden.surfaces.staff",
    "faden.surfaces.importers",
    "faden.surfaces.saved_filters",
    "faden.surfaces.roles",
    "faden.surfaces.demo",
    "allauth.mfa",
    "allauth.account",  # "allauth" itself stays out: only our own templates are found
]

MIDDLEWARE = [
    "faden.config.requests.route_middleware",
    "django.middleware.security.SecurityMiddleware",
    "faden.backbone.people.middleware.address_middleware",
    "faden.web.security.security_headers",
    "faden.backbone.places.words.words_middleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "faden.web.compression.compression_middleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "faden.web.language.language_middleware",  # the prefix decides
    "django.middleware.common.CommonMiddleware",
    "faden.shared.media.middleware.body_limit_middleware",
    "faden.web.input.input_middleware",
    "faden.web.csrf.FetchMetadataCsrf",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "faden.backbone.people.middleware.person_middleware",
    "allauth.account.middleware.AccountMiddleware",
    "faden.surfaces.account.middleware.second_factor_middleware",
    "faden.web.refusals.RefusedMiddleware",
]
if metrics.is_counted():
    MIDDLEWARE.insert(0, "faden.config.metrics.recording.database_middleware")
ROOT_URLCONF = "faden.config.urls"
WSGI_APPLICATION = "faden.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "faden.web.templatetags.kern",
                "faden.web.templatetags.structure",
                "faden.web.templatetags.texts",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "faden.web.context.page",
            ],
        },
    }
]
FORM_RENDERER = "faden.web.forms.KernRenderer"
FADEN_MAP_TILES = env.tiles("FADEN_MAP_TILES")  # without: boundary and districts on plain ground
FADEN_MAP_ATTRIBUTION = env.text("FADEN_MAP_ATTRIBUTION")
FADEN_EMBED_HOSTS = env.origins("FADEN_EMBED_HOSTS")  # that may show small pages in theirs
FADEN_PAGE_CACHE = env.number("FADEN_PAGE_CACHE_MB", 32) * 1_000_000  # bytes a process; 0: none
FADEN_LICENSE = env.text("FADEN_LICENSE")  # address of the licence of what people wrote
FADEN_KEPT = 500 if FADEN_PAGE_CACHE else 0  # results of small queries a web process keeps
FADEN_PAGE_CONTEXT = "faden.config.pages.page_facts"
FADEN_LARGE_LISTS = "faden.shared.errands.exports.offer"  # files made in the background

# One municipality per database: the embedded SQLite file, or PostgreSQL.
DATABASES = {"default": env.database("FADEN_DATABASE_URL", f"sqlite:///{DATA / 'faden.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ATOMIC_REQUESTS = False  # actions open their transactions themselves

# Accounts: allauth signs in and resets passwords; our own pages and limits surround it.
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["faden.backbone.people.backends.AccountBackend"]
PASSWORD_HASHERS = ["faden.backbone.people.hashers.LightArgon2"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "display_name")},
    },
]
PASSWORD_RESET_TIMEOUT = 3 * 3600  # seconds
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account_overview"
ACCOUNT_ADAPTER = "faden.surfaces.account.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an account exists only after its address was confirmed
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = False  # people.limits counts
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105 - a path
FADEN_SECOND_FACTOR = env.flag("FADEN_SECOND_FACTOR", default=not FADEN_DEMO)  # for every role
FADEN_OIDC = oidc.city_sign_in()  # of staff; None where the city has none
FADEN_STAFF_PASSWORDS = oidc.staff_passwords(FADEN_OIDC)
MFA_ADAPTER = "faden.surfaces.account.mfa_adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1  # steps of 30 seconds: clocks differ
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IS_HTTPS  # browsers themselves allow localhost only
FADEN_LIMITS = env.flag("FADEN_LIMITS", default=True)  # off for load tests only

LANGUAGE_CODE = "de"
LANGUAGES = [("de", _("German")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE / "locale"]
FORMAT_MODULE_PATH = ["faden.config.formats"]
USE_TZ = True
TIME_ZONE = env.text("FADEN_TIME_ZONE", "Europe/Berlin")

STATIC_URL = f"{BELOW}/static/"
STATIC_ROOT = DATA / "static"  # collected at the start, hashed and compressed
HASHED_STATIC = env.flag("FADEN_HASHED_STATIC", default=not DEBUG)
WHITENOISE_USE_FINDERS = not HASHED_STATIC
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if HASHED_STATIC
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
MEDIA_ROOT = DATA / "media"  # outside the web root; shared/media serves the files
FADEN_CLAMAV = env.socket("FADEN_CLAMAV")  # scans uploads; empty: none does
FILE_UPLOAD_HANDLERS = [
    "faden.shared.media.http.BoundedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_NUMBER_FILES = 10
SESSION_COOKIE_PATH = f"{BELOW}/"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_USE_SESSIONS = True
CSRF_FAILURE_VIEW = "faden.web.csrf.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if FADEN_PROXIES else None
SECURE_REFERRER_POLICY = "same-origin"  # with "no-referrer" browsers send "Origin: null"
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0

# Mail leaves through the outbox; without a server it is printed.
EMAIL_HOST = env.text("FADEN_EMAIL_HOST")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
EMAIL_TLS = env.one_of("FADEN_EMAIL_TLS", ("starttls", "tls", "none"))
EMAIL_PORT = env.number("FADEN_EMAIL_PORT", 465 if EMAIL_TLS == "tls" else 587)
EMAIL_HOST_USER = env.text("FADEN_EMAIL_USER")
EMAIL_HOST_PASSWORD = env.text("FADEN_EMAIL_PASSWORD")
EMAIL_USE_TLS = EMAIL_HOST != "" and EMAIL_TLS == "starttls"
EMAIL_USE_SSL = EMAIL_HOST != "" and EMAIL_TLS == "tls"  # from the first byte
EMAIL_TIMEOUT = 20  # seconds; less than the lease of a sending job
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("FADEN_EMAIL_FROM", "Faden <noreply@localhost>")
FADEN_EMAIL_PER_HOUR = env.number("FADEN_EMAIL_PER_HOUR", 0)  # that the server takes; 0: any
FADEN_EMAIL_BOUNCES = env.text("FADEN_EMAIL_BOUNCES")  # where what cannot be delivered comes back
FADEN_EMAIL_BOUNCES_IMAP = env.mailbox("FADEN_EMAIL_BOUNCES_IMAP")  # to look there for it

# What administrators look at: the log, the private address with figures and health, backups.
LOGGING = log.settings(env.one_of("FADEN_LOG", log.FORMATS))
FADEN_METRICS_HOST = env.text("FADEN_METRICS_HOST", "127.0.0.1")
FADEN_METRICS_PORT = env.number("FADEN_METRICS_PORT", 0)  # 0: nothing is counted
FADEN_BACKUP_HOURS = env.number("FADEN_BACKUP_HOURS", 0)  # how old the last one may be; 0: any

env.finish(unasked="FADEN_OIDC_")  # which are asked for only where the city signs in
