"""The ribbon's XML, made from the table of actions: one tab, one group for each kind of user."""

from __future__ import annotations

from lxml import etree

from sheetplan.addin.actions import ACTIONS, Action, Group

NAMESPACE = "http://schemas.microsoft.com/office/2006/01/customui"
CALLBACK = "RibbonMyAddin.RunAction"
TAB = "Sheetplan"


def ribbon_xml() -> bytes:
    """Write the ribbon."""
    names = {None: NAMESPACE}
    root = etree.Element(f"{{{NAMESPACE}}}customUI", nsmap=names)  # type: ignore[arg-type]  # the default one has no name
    tabs = _below(_below(root, "ribbon"), "tabs")
    tab = _below(tabs, "tab", id="sheetplanTab", label=TAB)
    for group in Group:
        buttons = [action for action in ACTIONS if action.group is group]
        box = _below(tab, "group", id=f"sheetplan{group.name.title()}", label=group.value)
        for action in buttons:
            _below(box, "button", **_button(action))
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _below(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", attributes)


def _button(action: Action) -> dict[str, str]:
    return {
        "id": f"sheetplan-{action.name}",
        "tag": action.name,
        "label": action.label,
        "screentip": action.label,
        "supertip": action.tip,
        "imageMso": action.image,
        "size": "large",
        "onAction": CALLBACK,
    }
