"""File names as other programs want them: below the current folder, as URIs, with slashes."""

from __future__ import annotations

import ntpath
import posixpath

__all__ = ["relative", "uri_of"]

#: What need not be written as its bytes in a segment of a URI; a colon would make a scheme.
_SAFE = "!$&'()*+,;=@"


def relative(file: str, folder: str = "", *, windows: bool = False) -> str | None:
    """Return *file* as seen from *folder*, with slashes; nothing if it is not in there.

    Args:
        file: The name of a file, as somebody gave it.
        folder: The absolute folder that it is seen from; left out, only names are taken apart.
        windows: Whether both are names of Windows.
    """
    path = ntpath if windows else posixpath
    whole = path.normpath(path.join(folder, file))
    if not folder:
        up = whole == ".." or whole.startswith(f"..{path.sep}")
        return None if up or _rooted(whole, windows=windows) else _slashed(whole, windows=windows)
    base = path.normpath(folder).rstrip(path.sep) + path.sep
    if not path.normcase(whole).startswith(path.normcase(base)):
        return None
    return _slashed(whole[len(base) :], windows=windows)


def uri_of(file: str, folder: str = "", *, windows: bool = False) -> str:
    """Return *file* as a URI: relative to *folder* if it is in there, else with its scheme.

    Args:
        file: The name of a file, as somebody gave it.
        folder: The absolute folder that it is seen from; left out, a relative name stays one.
        windows: Whether both are names of Windows.
    """
    path = ntpath if windows else posixpath
    inside = relative(file, folder, windows=windows)
    if inside is not None:
        return _quoted(inside)
    whole = path.normpath(path.join(folder, file))
    if not _rooted(whole, windows=windows):
        return _quoted(_slashed(whole, windows=windows))
    drive, rest = path.splitdrive(whole)
    tail = _quoted(_slashed(rest, windows=windows))
    if drive.startswith("\\\\"):
        # A share on another machine: its name is the host of the URI.
        return "file:" + _quoted(_slashed(drive, windows=windows)) + tail
    return f"file:///{drive}{tail}" if drive else f"file://{tail}"


def _rooted(name: str, *, windows: bool) -> bool:
    if not windows:
        return name.startswith("/")
    drive, rest = ntpath.splitdrive(name)
    return bool(drive) or rest.startswith("\\")


def _slashed(name: str, *, windows: bool) -> str:
    return name.replace("\\", "/") if windows else name


def _quoted(name: str) -> str:
    from urllib.parse import quote

    try:
        # Bytes that are no UTF-8 come from the file system as lone surrogates, and are themselves.
        encoded = name.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        # Windows has names that are no Unicode, and no bytes either.
        encoded = name.encode("utf-8", "surrogatepass")
    return quote(encoded, safe=f"/{_SAFE}")
