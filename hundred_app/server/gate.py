"""The gate in front of every event: known name, right person, clean state. Default deny."""

import logging
from typing import Annotated, Any

import reflex as rx
from pydantic import Field
from reflex.middleware import Middleware
from reflex.state import BaseState, StateUpdate
from reflex_base.event import Event
from reflex_base.event.context import EventContext
from reflex_base.registry import RegistrationContext

from hundred_app.core import clock, language
from hundred_app.core.errors import Busy, Invalid
from hundred_app.core.forms import Arguments
from hundred_app.features.accounts.service import Actor
from hundred_app.features.accounts.state import ACTOR
from hundred_app.server import envelope
from hundred_app.server.identity import (
    find_actor,
    session_id_in_router_data,
    write_down_refusal,
)
from hundred_app.ui.handlers import Policy, policy_of
from hundred_app.ui.notices import NoticeState
from hundred_app.ui.routes import ADMIN, CONFIRM, SETTINGS

logger = logging.getLogger(__name__)

_ROOT = "reflex___state____state"
HYDRATE = f"{_ROOT}.hydrate_and_load"

FRAMEWORK: dict[str, Policy] = {
    f"{_ROOT}.hydrate": "public",
    HYDRATE: "public",
    f"{_ROOT}.set_is_hydrated": "public",
    f"{_ROOT}.reflex___state____on_load_internal_state.on_load_internal": "public",
    f"{_ROOT}.reflex___state____on_load_internal_state.set_is_hydrated": "public",
}
"""The framework's own handlers that a page cannot do without. They carry nobody's data."""

PROVEN: tuple[Policy, ...] = ("proven user", "proven admin")

# Values that the browser keeps for a state: no state of ours has any.
_NO_VALUES: Any = Annotated[dict[str, Any], Field(max_length=0)]

FRAMEWORK_TAKES = {
    name: Arguments.of(
        {
            "hydrate_and_load": {
                "vars": _NO_VALUES | None,
                "hashes": list[str] | None,
            },
            "set_is_hydrated": {"value": bool},
        }.get(name.rpartition(".")[2], {}),
        optional=("vars", "hashes"),
    )
    for name in FRAMEWORK
}

UNKNOWN_UNTIL_DISCONNECT = 5


def registry() -> dict[str, Policy]:
    """Every handler that may be called, with who may call it. What is not in here is dead."""
    found: dict[str, Policy] = {}
    for name, registered in RegistrationContext.get().event_handlers.items():
        policy = FRAMEWORK.get(name) or policy_of(registered.handler.fn)
        if policy is not None and not name.endswith(".setvar"):
            found[name] = policy
    return found


class Owner(rx.State):
    """Whose tab this is: the session that the state of the tab was filled for."""

    _session_id: str = ""

    def _belongs_to(self, session_id: str) -> bool:
        return self._session_id == session_id

    def _give_to(self, session_id: str) -> None:
        self._session_id = session_id


class Gate(Middleware):
    """Decides for every event who is asking and whether they may.

    Identity comes from the handshake of the socket that the event came
    through and from the database, each time anew: never from the state, which
    anybody who knows a tab's token can get at.
    """

    def __init__(self) -> None:
        self._registry: dict[str, Policy] = {}

    async def preprocess(self, app: rx.App, state: BaseState, event: Event) -> StateUpdate | None:
        if not self._registry:
            self._registry = registry()
        try:
            actor = await _actor()
        except Busy as busy:
            # The database is away: who asks is not known, and nothing of the state is shown.
            return await _told(state, busy)
        await _hand_over(state, actor.session_id if actor else "", is_new=_is_new_page(event))
        policy = self._registry.get(event.name)
        if not _may(actor, policy):
            logger.warning("refused %s", event.name if policy else "an unknown event")
            if actor is not None and policy is not None:
                await write_down_refusal(actor, event.name.rpartition(".")[2])
            # Nor is anybody sent away from here: the socket of a session that has ended is about
            # to be closed, and its page asks why and knows the way back.
            return StateUpdate()
        if actor is not None and policy in PROVEN and not actor.has_proven(clock.now()):
            # A fixed way back, and not the page in the event, which anybody may write.
            back = ADMIN if policy == "proven admin" else SETTINGS
            return StateUpdate(events=Event.from_event_type(rx.redirect(f"{CONFIRM}?next={back}")))
        ACTOR.set(actor)
        language.speak(_language(actor))
        return None


async def _told(state: BaseState, busy: Busy) -> StateUpdate:
    """A notice, and nothing else of whatever the tab has."""
    notices = await state.get_state(NoticeState)
    notices._show(busy.message, is_error=True)  # noqa: SLF001
    delta = notices.get_delta()
    notices._clean()  # noqa: SLF001
    return StateUpdate(delta=delta)


def guard_ingress(app: rx.App) -> None:
    """Drop events that are in nobody's registry before the framework sees them.

    The framework keeps a future for ever, and logs the whole event with its
    headers, for every name that it does not know.
    """
    _only_events(app)
    namespace = app.event_namespace
    if namespace is None:
        raise RuntimeError("The app has no event namespace.")
    process = namespace.on_event
    allowed: dict[str, Policy] = {}
    strangers: dict[str, int] = {}

    async def on_event(sid: str, data: Any) -> None:
        if not allowed:
            allowed.update(registry())
        event = envelope.opened(data)
        if event and event["name"] in allowed and _fits(event):
            await process(sid, event)
            return
        strangers[sid] = strangers.get(sid, 0) + 1
        if strangers[sid] >= UNKNOWN_UNTIL_DISCONNECT:
            strangers.pop(sid, None)
            logger.warning("closed a socket that sent events nobody knows")
            await namespace.disconnect(sid)

    leave = namespace.on_disconnect

    def on_disconnect(sid: str) -> Any:
        strangers.pop(sid, None)
        return leave(sid)

    _only_to_whom_it_is_for(namespace)
    namespace.on_event = on_event  # pyright: ignore[reportAttributeAccessIssue]
    namespace.on_disconnect = on_disconnect  # pyright: ignore[reportAttributeAccessIssue]


def _only_to_whom_it_is_for(namespace: Any) -> None:
    """Send what an event changes to nobody but the session that the event came from.

    The framework sends it to whoever has the tab's token by then. A handler in
    the background goes on after its page is gone, and somebody else may have
    come to the same tab, or know its token, without having sent anything that
    the gate would have looked at.
    """
    emit = namespace.emit_update

    async def emit_update(update: StateUpdate, token: str) -> None:
        record = namespace._token_manager.token_to_socket.get(token)  # noqa: SLF001
        # Whose socket it is is known only once it has joined.
        joined = record and namespace._static_router_data.get(record.sid)  # noqa: SLF001
        asked = EventContext.get().router_data or {}
        if joined and session_id_in_router_data(joined) == session_id_in_router_data(asked):
            await emit(update, token)

    namespace.emit_update = emit_update


def _only_events(app: rx.App) -> None:
    """Let a client send nothing but events over its socket.

    The socket library hands a message called "connect" or "disconnect" to the
    same methods that tell of a real connection, with whatever headers the
    client put into it: its own handshake, written by itself.
    """
    server = app.sio
    if server is None:
        raise RuntimeError("The app has no socket server.")
    receive = server._handle_event  # noqa: SLF001

    async def only_events(eio_sid: Any, namespace: Any, id: Any, data: Any) -> None:  # noqa: A002
        if isinstance(data, list) and len(data) == 2 and data[0] == "event":
            await receive(eio_sid, namespace, id, data)

    server._handle_event = only_events  # noqa: SLF001


def _fits(event: dict[str, Any]) -> bool:
    """Whether one of the framework's own handlers is sent what its pages send it.

    Ours say for themselves what they take, and tell the person.
    """
    takes = FRAMEWORK_TAKES.get(event["name"])
    if takes is None:
        return True
    try:
        takes.check(event["payload"])
    except Invalid:
        return False
    return True


async def _actor() -> Actor | None:
    session_id = session_id_in_router_data(EventContext.get().router_data or {})
    return await find_actor(session_id) if session_id else None


def _language(actor: Actor | None) -> str:
    """The one that somebody chose; else the one that the browser asked for when it joined."""
    if actor is not None and actor.language:
        return actor.language
    headers = (EventContext.get().router_data or {}).get("headers")
    asked = headers.get("accept-language") if isinstance(headers, dict) else None
    return language.wanted(asked if isinstance(asked, str) else "")


def _is_new_page(event: Event) -> bool:
    """Whether a page asks for its state that was loaded just now, and not one that was cut off.

    Only the first of them says what it has from the build. A tab keeps its name over a reload, and
    so the server its state: the dialog that was open would be open again.
    """
    return event.name == HYDRATE and bool(event.payload.get("hashes"))


async def _hand_over(state: BaseState, session_id: str, *, is_new: bool) -> None:
    """Empty the tab's state when its page was loaded anew, or it was filled for somebody else."""
    root = state._get_root_state()  # noqa: SLF001
    owner = await root.get_state(Owner)
    if is_new or not owner._belongs_to(session_id):  # noqa: SLF001
        root.reset()
        owner = await root.get_state(Owner)
        owner._give_to(session_id)  # noqa: SLF001


def _may(actor: Actor | None, policy: Policy | None) -> bool:
    if policy == "public":
        return True
    if actor is None or policy is None:
        return False
    return policy in ("user", "proven user") or actor.role == "admin"
