"""Settings of the framework. How an installation is set up is in hundred_app/core/settings.py."""

import reflex as rx

from hundred_app.ui.build import FewScriptsPlugin, SameOriginPlugin

config = rx.Config(
    app_name="hundred_app",
    telemetry_enabled=False,
    show_built_with_reflex=False,
    state_manager_mode=rx.constants.StateManagerMode.MEMORY,
    redis_token_expiration=12 * 3600,
    frontend_compression_formats=["gzip", "brotli"],
    default_color_mode="system",
    react_strict_mode=False,
    plugins=[SameOriginPlugin(), FewScriptsPlugin()],
    disable_plugins=[rx.plugins.SitemapPlugin],
)
