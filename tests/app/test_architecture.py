"""What holds for all of the code and its papers, and no other check says."""

import ast
import re
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "hundred_app"
MODULES = sorted(
    file for file in PACKAGE.rglob("*.py") if "_web" not in file.relative_to(PACKAGE).parts
)
FEATURES = sorted(file.parent.name for file in (PACKAGE / "features").glob("*/__init__.py"))

LONGEST_MODULE = 300
LONGEST_FUNCTION = 40

NAMELESS = re.compile(r"(util|helper|common|misc|manager|tool|stuff|base)s?")
"""Names that say nothing of what is inside, and so end up with everything inside."""

FRAMEWORK = {
    "html", "script", "markdown", "upload", "call_script", "run_script", "LocalStorage",
    "SessionStorage", "Cookie",
}  # fmt: skip
"""Of Reflex: text that becomes code or markup, and values that the browser may set."""

MADE_OF_TEXT = re.compile(
    r"\b(eval|Function)\(|\.(innerHTML|outerHTML|srcdoc)\b|insertAdjacentHTML"
    r"|\bdocument\.writ|dangerouslySetInnerHTML|createContextualFragment|DOMParser"
    r"|\bset(Timeout|Interval)\(\s*[\"'`]|javascript:"
)
"""In a script: what makes code or markup out of text."""

PICKLES = {"pickle", "marshal", "shelve", "dill"}

DOORS = {"service", "rules", "state"}
"""The parts of a feature that other features may use."""

FLOORS = {
    "reflex": (0, 10, 1),
    "starlette": (1, 3, 1),
    "granian": (2, 7, 4),
    "python-multipart": (0, 0, 32),
    "python-engineio": (4, 13, 2),
    "python-socketio": (5, 14),
}
"""Below these, each has an advisory that concerns us, or lacks what the edge relies on."""


def parsed(file: Path) -> ast.Module:
    return ast.parse(file.read_text("utf-8"))


def name_of(file: Path) -> str:
    return str(file.relative_to(ROOT))


# Shape


def test_the_code_is_found() -> None:
    """Everything below would hold of no files, too."""
    assert len(MODULES) > 80
    assert "commitments" in FEATURES


def test_no_module_is_longer_than_one_can_read_at_a_sitting() -> None:
    lines = {name_of(file): len(file.read_text("utf-8").splitlines()) for file in MODULES}
    assert {name: count for name, count in lines.items() if count >= LONGEST_MODULE} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    long = {
        f"{name_of(file)}:{node.lineno} {node.name}": length
        for file in MODULES
        if "migrations" not in file.parts
        for node in ast.walk(parsed(file))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
    }
    assert long == {}


def test_every_module_says_by_its_name_what_is_inside() -> None:
    named = [(name_of(file), part) for file in MODULES for part in (file.stem, file.parent.name)]
    assert [name for name, part in named if NAMELESS.fullmatch(part)] == []


def test_every_module_begins_by_saying_what_it_answers() -> None:
    silent = [
        name_of(file)
        for file in MODULES
        if file.read_text("utf-8").strip() and not ast.get_docstring(parsed(file))
    ]
    assert silent == []


@pytest.fixture(scope="module")
def imports() -> list[tuple[str, str]]:
    """Every import inside the package: who, and what."""
    graph = grimp.build_graph("hundred_app", cache_dir=None)
    return [
        (importer, imported)
        for importer in sorted(graph.modules)
        for imported in sorted(graph.find_modules_directly_imported_by(importer))
    ]


FEATURE = re.compile(r"hundred_app\.features\.(\w+)(?:\.(\w+))?")


def test_a_feature_is_entered_from_another_by_its_doors(imports: list[tuple[str, str]]) -> None:
    doors = {
        (importer, imported): there[2]
        for importer, imported in imports
        if (here := FEATURE.match(importer))
        and (there := FEATURE.match(imported))
        and here[1] != there[1]
    }
    assert doors
    assert [pair for pair, door in doors.items() if door not in DOORS] == []


def test_only_a_feature_itself_knows_its_tables_and_its_sql(
    imports: list[tuple[str, str]],
) -> None:
    inner = [
        (importer, imported)
        for importer, imported in imports
        if (there := FEATURE.match(imported))
        and there[2] in {"store", "tables"}
        and not importer.startswith(f"hundred_app.features.{there[1]}.")
    ]
    assert inner == []


# What we refuse


def refused(tree: ast.AST) -> list[str]:
    """What is in the code that may not be."""
    return [what for node in ast.walk(tree) for what in (*_imported(node), *_used(node))]


def _imported(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.ImportFrom(module="reflex", names=names):
            yield from (f"rx.{alias.name}" for alias in names if alias.name in FRAMEWORK)
        case ast.ImportFrom(module=str() as module) if module in PICKLES:
            yield module
        case ast.Import(names=names):
            yield from (alias.name for alias in names if alias.name in PICKLES)
        case _:
            pass


def _used(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Attribute(value=ast.Name(id="rx" | "reflex"), attr=name) if name in FRAMEWORK:
            yield f"rx.{name}"
        case ast.Attribute(attr="extractall" as name):
            yield name
        case ast.Call(func=ast.Name(id="eval" | "exec" as name)):
            yield name
        case ast.keyword(arg="shell", value=value) if ast.unparse(value) != "False":
            yield "shell"
        case ast.keyword(arg="use_raw" | "dangerously_set_inner_html" as name):
            yield name
        # A name in capitals is a constant of ours, and no text of anybody's.
        case ast.Call(func=func, args=[sql, *_]) if _is_sql(func) and _is_put_together(sql):
            yield "put together SQL"
        case ast.Attribute(value=ast.Name(id="os"), attr="system" | "popen" as name):
            yield f"os.{name}"
        case _:
            pass


def _is_sql(func: ast.expr) -> bool:
    """Whether a function takes SQL as text."""
    match func:
        case ast.Name(id="text") | ast.Attribute(attr="exec_driver_sql" | "executescript"):
            return True
        case ast.Attribute(value=ast.Name(id="sqlalchemy" | "sqlmodel" | "sa"), attr="text"):
            return True
        case _:
            return False


def _is_put_together(sql: ast.expr) -> bool:
    """Whether a text is made of others: f"…", a + b, a % b, or a.format(b)."""
    match sql:
        case ast.JoinedStr(values=parts):
            return any(
                not (isinstance(part.value, ast.Name) and part.value.id.isupper())
                for part in parts
                if isinstance(part, ast.FormattedValue)
            )
        case ast.BinOp():
            return True
        case ast.Call(func=ast.Attribute(attr="format" | "join" | "replace")):
            return True
        case _:
            return False


@pytest.mark.parametrize(
    ("code", "what"),
    [
        ("rx.html('<b>')", "rx.html"),
        ("rx.script('x')", "rx.script"),
        ("rx.markdown(text)", "rx.markdown"),
        ("text(f'SELECT {x}')", "put together SQL"),
        ("sqlalchemy.text('SELECT ' + x)", "put together SQL"),
        ("text('SELECT %s' % x)", "put together SQL"),
        ("text('SELECT {}'.format(x))", "put together SQL"),
        ("connection.exec_driver_sql(f'PRAGMA {x}')", "put together SQL"),
        ("os.system('ls')", "os.system"),
        ("reflex.upload()", "rx.upload"),
        ("from reflex import call_script as c", "rx.call_script"),
        ("return_ = rx.run_script", "rx.run_script"),
        ("token: str = rx.LocalStorage('')", "rx.LocalStorage"),
        ("rx.Cookie", "rx.Cookie"),
        ("eval('1')", "eval"),
        ("exec(code)", "exec"),
        ("import json, pickle", "pickle"),
        ("from pickle import loads", "pickle"),
        ("run('ls', shell=True)", "shell"),
        ("run('ls', shell=is_shell)", "shell"),
        ("archive.extractall(folder)", "extractall"),
        ("markdown(text, use_raw=True)", "use_raw"),
    ],
)
def test_s51_what_we_refuse_is_recognised(code: str, what: str) -> None:
    assert refused(ast.parse(code)) == [what]


@pytest.mark.parametrize(
    "code",
    [
        "html.escape(text)",
        "re.compile('x')",
        "rx.el.html()",
        "run(['ls'], shell=False)",
        "text('SELECT 1')",
        "text(f'SELECT {LIMIT}')",
        "rx.text(f'{name}')",
    ],
)
def test_what_only_looks_like_it_is_let_be(code: str) -> None:
    assert refused(ast.parse(code)) == []


def test_s51_nothing_that_we_refuse_is_in_the_code() -> None:
    found = {name_of(file): what for file in MODULES if (what := refused(parsed(file)))}
    assert found == {}


def test_s51_no_script_of_ours_makes_code_or_markup_out_of_text() -> None:
    """Neither those of the browser nor what a module writes for the browser."""
    scripts = sorted((ROOT / "assets").rglob("*.js"))
    assert scripts
    made = {
        name_of(file): found[0]
        for file in scripts
        if (found := MADE_OF_TEXT.search(file.read_text("utf-8")))
    }
    assert made == {}
    written = {
        f"{name_of(file)}:{node.lineno}"
        for file in MODULES
        for node in ast.walk(parsed(file))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and MADE_OF_TEXT.search(node.value)
    }
    assert written == set()


@pytest.mark.parametrize(
    "code",
    [
        "eval(text)",
        "new Function(text)",
        "element.innerHTML = text",
        "element.outerHTML",
        "element.insertAdjacentHTML('x', text)",
        "document.write(text)",
        "document.writeln(text)",
        "h('p', { dangerouslySetInnerHTML: x })",
        "setTimeout('x()', 1)",
        "frame.srcdoc = text",
        "new DOMParser()",
        "location = 'javascript:x'",
    ],
)
def test_s51_a_script_that_does_is_recognised(code: str) -> None:
    assert MADE_OF_TEXT.search(code)


def test_nothing_of_ours_comes_from_another_site() -> None:
    """Names of XML vocabularies look like addresses, and nobody fetches them."""
    address = re.compile(r"(?:https?:)?//(?!www\.w3\.org/)[\w-]+\.[\w.-]+")
    found = {
        name_of(file): addresses
        for file in sorted((ROOT / "assets").rglob("*"))
        if file.suffix in {".js", ".css", ".svg"}
        and "external" not in file.parts
        and (addresses := address.findall(file.read_text("utf-8")))
    }
    assert found == {}


# Papers


def test_every_word_of_the_glossary_is_there_once() -> None:
    text = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    words = re.findall(r"^- \*\*(.+?)\*\*", text, re.MULTILINE)
    assert len(words) > 50
    counted = Counter(word.casefold() for word in words)
    assert [word for word, count in counted.items() if count > 1] == []


def test_every_setting_is_read_in_one_place_and_is_in_the_readme() -> None:
    read = {
        name_of(file): names
        for file in MODULES
        if (
            names := {
                node.value
                for node in ast.walk(parsed(file))
                if isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and re.fullmatch(r"HUNDRED_[A-Z_]+", node.value)
            }
        )
    }
    assert list(read) == ["hundred_app/core/settings.py"]
    (names,) = read.values()
    described = re.findall(
        r"^\| `(HUNDRED_[A-Z_]+)` \|", (ROOT / "README.md").read_text(), re.MULTILINE
    )
    assert sorted(described) == sorted(names)


def test_every_feature_is_on_the_map() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    order = text.partition("neighbours do not know each other")[2].split("```")[1]
    placed = [word for line in order.splitlines() for word in re.findall(r"\w+", line[:24])]
    assert sorted(placed) == FEATURES


@pytest.mark.parametrize(
    "file",
    [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))],
    ids=lambda file: name_of(file),
)
def test_every_link_of_a_paper_leads_somewhere(file: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", file.read_text("utf-8"))
    assert [link for link in links if "://" not in link and not (file.parent / link).exists()] == []


# Requirements


def requirements() -> dict[str, list[str]]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return {
        "build": project["build-system"]["requires"],
        "run": project["project"]["dependencies"],
        **project["project"]["optional-dependencies"],
    }


def versions(pins: list[str]) -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for pin in pins:
        exact = re.fullmatch(r"([a-z0-9-]+)(?:\[[a-z,]+\])?==(\d+(?:\.\d+)*)", pin)
        assert exact, f"{pin} is not pinned exactly"
        found[exact[1]] = tuple(map(int, exact[2].split(".")))
    return found


def test_every_requirement_is_one_version_and_the_same_everywhere() -> None:
    chosen: dict[str, tuple[int, ...]] = {}
    for pins in requirements().values():
        for name, version in versions(pins).items():
            assert chosen.setdefault(name, version) == version, name


def closure(names: set[str]) -> set[str]:
    """These distributions and all that they bring along."""
    found: set[str] = set()
    while names - found:
        name = min(names - found)
        found.add(name)
        needed = metadata.requires(name) or [] if is_installed(name) else []
        names |= {
            re.split(r"[^A-Za-z0-9._-]", line)[0].lower().replace("_", "-")
            for line in needed
            if "extra ==" not in line
        }
    return found


def is_installed(name: str) -> bool:
    try:
        return bool(metadata.distribution(name))
    except metadata.PackageNotFoundError:
        return False


def test_a_wheel_is_built_with_all_that_its_pages_import() -> None:
    """Else `pip install .` fails, and only in an environment that has nothing yet."""
    program = (
        "import hundred_app.hundred_app, hundred_app.server.frontend, sys; print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    owners = metadata.packages_distributions()
    loaded = {
        owner.lower().replace("_", "-")
        for module in done.stdout.split()
        for owner in owners.get(module, [])
    }
    asked = requirements()
    needed = loaded & versions(asked["run"]).keys()
    assert needed - closure(set(versions(asked["build"]))) == set()


def test_no_requirement_is_older_than_its_known_faults() -> None:
    running = versions(requirements()["run"])
    assert {name: running[name] for name, floor in FLOORS.items() if running[name] < floor} == {}


def test_every_requirement_has_its_reason() -> None:
    file = next((ROOT / "docs" / "decisions").glob("0012-*.md"))
    named = set(re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)*", file.read_text("utf-8")))
    wanted = {name for pins in requirements().values() for name in versions(pins)}
    assert wanted - named == set()


# Promises


def test_the_page_on_security_names_every_requirement_and_the_tests_that_show_it() -> None:
    """In each file that it names there is a test of that id, and no such file is left out."""
    page = (ROOT / "docs" / "security.md").read_text("utf-8")
    rows = {
        int(found[1]): set(re.findall(r"`([a-z0-9_/]+/test_\w+\.py)`", found[2]))
        for found in re.finditer(r"^\| S-(\d\d) \|(.*)\|$", page, re.MULTILINE)
    }
    assert sorted(rows) == list(range(1, 81))
    shown: dict[int, set[str]] = {number: set() for number in rows}
    for file in sorted((ROOT / "tests").rglob("test_*.py")):
        for found in re.finditer(r"^def test_s(\d\d)_", file.read_text("utf-8"), re.MULTILINE):
            shown[int(found[1])].add(str(file.relative_to(ROOT / "tests")))
    assert rows == shown
