# A colleague with another real client library: matrix-nio, which encrypts with libolm. Keys live in memory: a process is a device.
# Reads one JSON command a line on standard input, writes one JSON answer a line on standard output: {id, result} or
# {id, error}; and, as they arrive, and again once their key has come, the events of the timelines: {event}.
import asyncio
import json
import logging
import sys

from nio import AsyncClient, AsyncClientConfig, Event, MegolmEvent, SyncResponse
from nio.exceptions import EncryptionError
from nio.responses import ErrorResponse
from nio.store import SqliteMemoryStore

logging.disable(logging.CRITICAL)  # nio logs what it cannot decrypt; the events tell it

client = None
undecrypted = {}


def write(line):
    print(json.dumps(line), flush=True)


def fail(answer):
    if isinstance(answer, ErrorResponse):
        raise RuntimeError(str(answer))
    return answer


def show(room_id, source, encrypted, failure=None):
    write({"event": {"unsigned": {}, **source, "room_id": room_id, "encrypted": encrypted, "failure": failure}})


def on_event(room, event):
    if isinstance(event, MegolmEvent):
        undecrypted[event.event_id] = (room.room_id, event)
        show(room.room_id, event.source, True, "no key yet")
    else:
        show(room.room_id, event.source, event.decrypted)


def on_sync(_):
    for event_id, (room_id, event) in list(undecrypted.items()):
        try:
            event.room_id = room_id
            decrypted = client.decrypt_event(event)
        except EncryptionError as error:
            if "no session found" not in str(error):
                del undecrypted[event_id]
                show(room_id, event.source, True, str(error))
        else:
            del undecrypted[event_id]
            show(room_id, decrypted.source, True)


async def login(homeserver, user, password):
    global client
    config = AsyncClientConfig(store=SqliteMemoryStore, encryption_enabled=True, request_timeout=30)
    client = AsyncClient(homeserver, user, config=config)
    fail(await client.login(password, device_name="nio"))
    client.load_store()
    client.add_event_callback(on_event, Event)
    client.add_response_callback(on_sync, SyncResponse)
    # The first sync reads all; the keys are up before anybody could want one.
    fail(await client.sync(timeout=0, full_state=True))
    fail(await client.keys_upload())
    asyncio.create_task(follow())
    return {"user_id": client.user_id, "device_id": client.device_id}


async def follow():
    try:
        await client.sync_forever(timeout=10_000)
    except Exception as error:  # the tests would wait for nothing
        print(repr(error), file=sys.stderr, flush=True)
        await client.close()
        sys.exit(1)


async def encrypted_room(room_id):
    for _ in range(600):
        room = client.rooms.get(room_id)
        if room and room.encrypted:
            return room
        await asyncio.sleep(0.05)
    raise RuntimeError(f"{room_id} is not known as an encrypted room of mine")


async def join(room):
    fail(await client.join(room))
    await encrypted_room(room)


async def leave(room):
    fail(await client.room_leave(room))


async def send(room, type, content):
    await encrypted_room(room)
    answer = await client.room_send(room, type, content, ignore_unverified_devices=True)
    return {"event_id": fail(answer).event_id}


async def members(room):
    return [user for user in client.rooms[room].users if user not in client.rooms[room].invited_users] if room in client.rooms else []


COMMANDS = {command.__name__: command for command in (login, join, leave, send, members)}


async def run(id, command, **parameters):
    try:
        if command not in COMMANDS:
            raise RuntimeError(f"unknown command '{command}'")
        write({"id": id, "result": await COMMANDS[command](**parameters)})
    except Exception as error:
        write({"id": id, "error": str(error) or repr(error)})


async def main():
    reader = asyncio.StreamReader(limit=1 << 22)
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    # Not awaited: an answer may depend on a later command.
    tasks = set()
    while line := await reader.readline():
        task = asyncio.create_task(run(**json.loads(line)))
        tasks.add(task)
        task.add_done_callback(tasks.discard)
    # Standard input has closed: the tests have ended, well or not.
    if client:
        await client.close()


asyncio.run(main())
