"""Hooks of Schemathesis for fuzz/api: most requests name what is there, and what was answered is counted.

Made up names would be found nowhere and most requests end there. One in five keeps what was made up; what would end
something gets things that may go, one after the other.
"""

import atexit
import collections
import json
import os
import pathlib
import random
import re
import uuid

import schemathesis
from schemathesis.core.parameters import ParameterLocation

FOLDER = pathlib.Path(os.environ["FUZZ_FOLDER"])
NAMES = json.loads((FOLDER / "names.json").read_text())
ENDINGS = {"revokeKey", "revokeManagementKey", "revokeInstallationKey"}
SHUTTING_OUT = {"disableAccount", "resetPassword"}

chance = random.Random(int(os.environ["FUZZ_SEED"]))
counts = collections.defaultdict(collections.Counter)
tokens = []


def operation_id(case):
    return case.operation.definition.raw["operationId"]


def is_good(case, location):
    """Whether that part of the request is as described; what is wrong on purpose stays so."""
    return case.meta is None or not case.meta.is_negative_at(location)


def fill_path(case):
    """Names of the things that the path goes through, and last of the thing itself."""
    parameters = re.findall(r"{(\w+)}", case.path)
    only = NAMES["only"].get(operation_id(case), {})
    is_ending = case.method.upper() == "DELETE" or operation_id(case) in ENDINGS
    for name in parameters:
        is_ended = is_ending and name == parameters[-1]
        # What was made up may be what was seen in an answer: the run's own key or session would end.
        if chance.random() < 0.2 and not is_ended and operation_id(case) not in SHUTTING_OUT:
            continue
        names = {**NAMES["spare" if is_ended else "there"], **only}.get(name)
        chosen = (names.pop() if is_ended else chance.choice(names)) if names else "nowhere"
        if isinstance(chosen, dict):
            case.path_parameters.update(chosen)
        else:
            case.path_parameters[name] = chosen


def fill_headers(case):
    """Examples would be repeated, and requests of the same key refused; tags that are made up match nothing."""
    if "Idempotency-Key" in case.headers and chance.random() < 0.8:
        case.headers["Idempotency-Key"] = str(uuid.UUID(int=chance.getrandbits(128)))
    for name in ("If-Match", "If-None-Match"):
        if name in case.headers and chance.random() < 0.8:
            del case.headers[name]


def fill_body(case):
    """References to other things, in bodies that are good otherwise."""
    for field, values in NAMES["fields"].items():
        # The one address that is asked for something is ours, always.
        if field in case.body and (field == "issuer" or chance.random() < 0.8):
            case.body[field] = chance.choice(values)
    for field, values in NAMES["bodies"].get(operation_id(case), {}).items():
        if values and chance.random() < 0.8:
            case.body[field] = values.pop() if field == "token" else chance.choice(values)
    if "agent" in case.body and "environment" not in case.body and operation_id(case) == "createKey":
        case.body["environment"] = chance.choice(NAMES["fields"]["environment"])
    if operation_id(case) == "revokeKeys" and tokens:
        case.body["token"] = tokens[-1]


def sign_in(case):
    """What is a person's alone is asked for by a person's session."""
    if case.operation.definition.raw.get("security") != [{"session": []}]:
        return
    sessions = NAMES["sessions"].get(operation_id(case), NAMES["sessions"][""])
    if sessions:
        case.headers.update(sessions.pop() if operation_id(case) == "signOut" else sessions[0])


@schemathesis.hook
def before_call(context, case, kwargs):
    if is_good(case, ParameterLocation.PATH):
        fill_path(case)
    if is_good(case, ParameterLocation.HEADER):
        fill_headers(case)
        sign_in(case)
    if "cursor" in case.query and is_good(case, ParameterLocation.QUERY) and chance.random() < 0.8:
        del case.query["cursor"]
    if isinstance(case.body, dict) and is_good(case, ParameterLocation.BODY):
        fill_body(case)


@schemathesis.hook
def after_call(context, case, response):
    counts[operation_id(case)][response.status_code] += 1
    if operation_id(case) == "previewRevocation" and response.status_code == 200:
        tokens.append(response.json()["token"])


@atexit.register
def write_counts():
    (FOLDER / "counts.json").write_text(json.dumps(counts))
