"""The build hook of the wheel: compiles the pages and packs them, so that running needs no Node."""

import importlib.util
import shutil
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PagesHook(BuildHookInterface):
    """Puts the compiled pages into the wheel as hundred_app/_web. Skipped for editable installs."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        root = Path(self.root)
        frontend = _load(root / "hundred_app" / "server" / "frontend.py")
        self._scratch = Path(tempfile.mkdtemp(prefix="hundred-pages-"))
        folder = self._scratch / "web"
        frontend.build(_shipped(root, self._scratch / "source"), folder)
        for part in ("build/client", "backend"):
            build_data["force_include"][str(folder / part)] = f"hundred_app/_web/{part}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if scratch := getattr(self, "_scratch", None):
            shutil.rmtree(scratch, ignore_errors=True)


def _shipped(root: Path, target: Path) -> Path:
    """A copy of what pages are made from, without the page of the design system."""
    left_out = shutil.ignore_patterns("design", "design.css", "external", "_web", "__pycache__")
    for part in ("hundred_app", "assets", "reflex.lock"):
        shutil.copytree(root / part, target / part, ignore=left_out)
    shutil.copy(root / "rxconfig.py", target)
    return target


def _load(file: Path) -> Any:
    # Importing hundred_app.server would need every dependency of the server to build a page.
    spec = importlib.util.spec_from_file_location("hundred_frontend", file)
    if spec is None or spec.loader is None:
        raise ImportError(str(file))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
