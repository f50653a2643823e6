"""What a case comes to, by the definitions alone."""

from devices import Device
from language import micros


def outcome(written):
    """The transitions and readings of a case: rules, windows, time and messages."""
    case = {**written, **written["configuration"], "time": time_policy(written["configuration"]["time"])}
    devices, arrivals, accepted = {}, [], []
    for message in case["messages"]:
        arrivals.append(message["arrival"])
        for arrival, name, readings in parts(case, message):
            accepted += [time for _, _, time in readings]
            devices.setdefault(name, Device(name, case)).message(arrival, readings)
    end = clock_end(case, arrivals, accepted)
    for device in devices.values():
        device.finish(end)
    return {
        "transitions": [row for device in devices.values() for alarm in device.alarms for row in alarm.transitions],
        "readings": [row for device in devices.values() for row in device.readings],
        "windows": [row for device in devices.values() for row in device.windows.rows],
        "uncounted": sum(device.windows.uncounted for device in devices.values())}


def time_policy(written):
    """How far event time may stray, in microseconds; what is not written has its default."""
    policy = {"outOfOrder": "0s", "late": "1h", "future": "5m", "past": None, "duplicates": None, **written}
    spans = {key: span and micros(span) for key, span in policy.items() if key != "arrival"}
    return {**spans, "arrival": written.get("arrival", "transport")}


def clock_end(case, arrivals, accepted):
    if case["end"] is not None:
        return case["end"]
    last = max(arrivals)
    return min(last, max(accepted, default=last)) if case["time"]["arrival"] == "event" else last


def parts(case, message):
    """What each device takes of a message: when that arrived, and the readings of it that are not rejected."""
    taken = [reading for reading in message["readings"] if is_taken(case["time"], message["arrival"], reading[3])]
    for name in dict.fromkeys(reading[0] for reading in taken):
        own = [tuple(reading[1:]) for reading in taken if reading[0] == name]
        if case["time"]["arrival"] == "event":
            yield from ((time, name, readings) for time, readings in by_time(own))
        else:
            yield message["arrival"], name, own


def is_taken(time, arrival, measured):
    too_old = time["past"] is not None and measured < arrival - time["past"]
    return measured <= arrival + time["future"] and not too_old


def by_time(readings):
    """Readings that arrive when they were measured arrive one event time after the other."""
    groups = []
    for reading in readings:
        if groups and groups[-1][0] == reading[2]:
            groups[-1][1].append(reading)
        else:
            groups.append((reading[2], [reading]))
    return groups
