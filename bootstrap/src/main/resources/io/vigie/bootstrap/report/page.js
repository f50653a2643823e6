"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const compared = data.against !== undefined;
  const AT_ONCE = 100;
  const STEPS_AT_ONCE = 6;

  // Names and messages come from devices: they are only ever set as text.
  function make(tag, classes, text) {
    const node = document.createElement(tag);
    if (classes) node.className = classes;
    if (text !== undefined) node.textContent = text;
    return node;
  }

  function add(parent, tag, classes, text) {
    const node = make(tag, classes, text);
    parent.append(node);
    return node;
  }

  const count = number => number.toLocaleString("en");
  const section = id => document.getElementById(id);

  function number(parent, value, label) {
    const box = add(parent, "div", "number");
    add(box, "b", "", value);
    add(box, "small", "", label);
  }

  function table(parent, caption, rows) {
    if (rows.length === 0) return;
    const node = add(parent, "table");
    add(node, "caption", "", caption);
    const head = add(add(node, "thead"), "tr");
    add(head, "th", "", "");
    if (compared) add(head, "th", "count", "before");
    add(head, "th", "count", compared ? "now" : "alarms");
    const body = add(node, "tbody");
    for (const row of rows) {
      const line = add(body, "tr");
      add(line, "td", "", row.name);
      if (compared) add(line, "td", "count", count(row.before));
      add(line, "td", "count", count(row.now));
    }
  }

  function summary() {
    section("about").textContent = data.rules + (compared ? " against " + data.against : "") + " over " + data.path
      + ", from " + data.extent.first + " to " + data.extent.last;
    const place = section("summary");
    const numbers = add(place, "div", "numbers");
    number(numbers, count(data.extent.readings), "readings of " + count(data.extent.devices) + " devices");
    for (const word of ["raised", "escalated", "deescalated", "cleared"]) {
      number(numbers, count(data.now[word]), word + (compared ? ", before " + count(data.before[word]) : ""));
    }
    number(numbers, count(data.now.active), "active at the end" + (compared ? ", before " + count(data.before.active) : ""));
    if (data.extent.late > 0) number(numbers, count(data.extent.late), "late, not evaluated");
    if (data.extent.rejected > 0) number(numbers, count(data.extent.rejected), "messages rejected");
    const tables = add(place, "div", "tables");
    table(tables, "Alarms by rule", data.byRule);
    table(tables, "Alarms by day", data.byDay);
    table(tables, "Alarms by device" + (data.devices > data.byDevice.length
      ? " (the " + data.byDevice.length + " with the most, of " + count(data.devices) + ")" : ""), data.byDevice);
  }

  function story(parent, alarm, heading) {
    const box = add(parent, "div");
    if (heading) add(box, "h4", "", heading);
    const list = add(box, "ol", "story");
    const show = step => {
      const item = add(list, "li", step.severity);
      add(item, "span", "", step.at + " " + step.what + " ");
      add(item, "span", "tone " + step.severity, step.severity);
      add(item, "div", "", step.message);
      add(item, "div", "faint", step.why);
    };
    const ending = () => {
      if (alarm.cleared === undefined) add(list, "li", "faint", "active at the end");
    };
    const steps = alarm.transitions;
    if (steps.length <= STEPS_AT_ONCE) {
      steps.forEach(show);
      ending();
    } else {
      steps.slice(0, STEPS_AT_ONCE - 1).forEach(show);
      const button = add(box, "button", "", "Show " + count(steps.length - STEPS_AT_ONCE + 1) + " more transitions");
      button.addEventListener("click", () => {
        button.remove();
        steps.slice(STEPS_AT_ONCE - 1).forEach(show);
        ending();
      });
    }
    add(add(box, "div"), "code", "faint", alarm.id);
  }

  /** Adds a few, and a button for more. */
  function some(parent, things, show) {
    let shown = 0;
    const list = add(parent, "div");
    const button = add(parent, "button");
    const more = () => {
      things.slice(shown, shown + AT_ONCE).forEach(thing => show(list, thing));
      shown += AT_ONCE;
      button.hidden = shown >= things.length;
      button.textContent = "Show more (" + count(Math.max(0, things.length - shown)) + " left)";
    };
    button.addEventListener("click", more);
    more();
  }

  function earliest(parent, shown, all) {
    if (shown < all) add(parent, "p", "faint", "These are the " + count(shown) + " earliest of " + count(all)
      + ". Narrow --from and --to for the others.");
  }

  function changes() {
    if (!compared) return;
    const place = section("changes");
    add(place, "h2", "", "What differs");
    const numbers = add(place, "div", "numbers");
    for (const word of ["new", "gone", "changed", "unchanged"]) number(numbers, count(data.counts[word]), word);
    earliest(place, data.changes.length, data.counts.new + data.counts.gone + data.counts.changed);
    some(place, data.changes, (list, change) => {
      const card = add(list, "div", "card");
      const heading = add(card, "h3");
      add(heading, "span", "what", change.kind);
      add(heading, "span", "", change.rule + " of " + change.device);
      if (change.differences.length) add(card, "p", "", change.differences.join("; "));
      const pair = add(card, "div", "pair");
      if (change.before) story(pair, change.before, "before");
      if (change.after) story(pair, change.after, "now");
    });
  }

  function alarms() {
    const place = section("alarms");
    add(place, "h2", "", "Alarms");
    earliest(place, data.alarms.length, data.now.alarms);
    if (data.alarms.length === 0) add(place, "p", "", "None was raised.");
    some(place, data.alarms, (list, alarm) => {
      const card = add(list, "div", "card");
      const heading = add(card, "h3");
      add(heading, "span", "tone " + alarm.severity, alarm.severity + " ");
      add(heading, "span", "", alarm.rule + " of " + alarm.device);
      story(card, alarm);
    });
  }

  // Timelines

  const style = name => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
  const first = Date.parse(data.extent.first);
  const last = Date.parse(data.extent.last);

  /** The stretches of an alarm between its transitions, each of one severity. */
  function stretches(alarm) {
    return alarm.spans.map(span => ({ from: span.from, to: span.to === undefined ? last : span.to, severity: span.severity }));
  }

  function drawSpans(chart, timeline) {
    const { ctx, bbox } = chart;
    const ratio = devicePixelRatio;
    const x = time => Math.min(Math.max(chart.valToPos(time, "x", true), bbox.left), bbox.left + bbox.width);
    ctx.save();
    for (const span of timeline.alarms.flatMap(stretches)) {
      const left = x(span.from);
      const width = Math.max(x(span.to) - left, ratio);
      ctx.fillStyle = style(span.severity);
      ctx.globalAlpha = 0.16;
      ctx.fillRect(left, bbox.top, width, bbox.height);
      ctx.globalAlpha = 1;
      ctx.fillRect(left, bbox.top, Math.max(width, 2 * ratio), 7 * ratio);
    }
    for (const span of compared ? timeline.before.flatMap(stretches) : []) {
      const left = x(span.from);
      ctx.fillStyle = style(span.severity);
      ctx.fillRect(left, bbox.top + bbox.height - 7 * ratio, Math.max(x(span.to) - left, 2 * ratio), 7 * ratio);
    }
    ctx.restore();
  }

  function drawLimits(chart, timeline) {
    const { ctx, bbox } = chart;
    const ratio = devicePixelRatio;
    ctx.save();
    ctx.font = 11 * ratio + "px system-ui, sans-serif";
    ctx.textAlign = "right";
    for (const limit of timeline.limits) {
      const y = chart.valToPos(limit.value, "y", true);
      if (y < bbox.top || y > bbox.top + bbox.height) continue;
      ctx.strokeStyle = limit.before ? style("before") : style(limit.severity);
      ctx.lineWidth = ratio;
      ctx.setLineDash(limit.latest ? [6 * ratio, 4 * ratio] : [2 * ratio, 4 * ratio]);
      ctx.beginPath();
      ctx.moveTo(bbox.left, y);
      ctx.lineTo(bbox.left + bbox.width, y);
      ctx.stroke();
    }
    // Where limits are close, one label is legible and two are not; all stand below the chart.
    const labelled = [];
    for (const limit of timeline.limits) {
      const y = chart.valToPos(limit.value, "y", true);
      const isSeen = y >= bbox.top && y <= bbox.top + bbox.height;
      if (!isSeen || labelled.some(other => Math.abs(other - y) < 14 * ratio)) continue;
      labelled.push(y);
      const text = limit.text + (limit.before ? " (before)" : "");
      const right = bbox.left + bbox.width - 4 * ratio;
      const width = ctx.measureText(text).width;
      ctx.fillStyle = style("card");
      ctx.fillRect(right - width - 3 * ratio, y - 7 * ratio, width + 6 * ratio, 14 * ratio);
      ctx.fillStyle = limit.before ? style("before") : style(limit.severity);
      ctx.fillText(text, right, y + 4 * ratio);
    }
    ctx.restore();
  }

  const SECOND = 1000;
  const MINUTE = 60 * SECOND;
  const HOUR = 60 * MINUTE;
  const DAY = 24 * HOUR;

  /** Times of an axis, the day where a new one begins. */
  function axisTimes(self, splits, axis, space, step) {
    let day;
    return splits.map(time => {
      const text = new Date(time).toISOString();
      if (step >= DAY) return text.slice(0, 10);
      const clock = text.slice(11, step >= MINUTE ? 16 : step >= SECOND ? 19 : 23);
      const isNew = text.slice(0, 10) !== day;
      day = text.slice(0, 10);
      return isNew ? clock + "\n" + day : clock;
    });
  }

  function chart(place, timeline) {
    const axis = { stroke: style("faint"), grid: { stroke: style("line"), width: 1 }, ticks: { stroke: style("line"), width: 1 } };
    const values = timeline.values.concat(timeline.limits.map(limit => limit.value));
    const low = values.reduce((least, value) => Math.min(least, value), Infinity);
    const high = values.reduce((most, value) => Math.max(most, value), -Infinity);
    const margin = (high - low || Math.abs(high) || 1) * 0.08;
    return new uPlot({
      width: place.clientWidth,
      height: place.clientWidth < 500 ? 220 : 260,
      ms: 1,
      tzDate: time => uPlot.tzDate(new Date(time), "Etc/UTC"),
      scales: {
        x: { time: true, range: (self, from, to) => from === to || from === null ? [first, last + 1] : [from, to] },
        y: { range: () => [low - margin, high + margin] },
      },
      axes: [Object.assign({ values: axisTimes, space: 70, size: 52 }, axis), Object.assign({ size: 56 }, axis)],
      legend: { live: true },
      cursor: { y: false },
      series: [
        { label: "UTC", value: "{YYYY}-{MM}-{DD} {HH}:{mm}:{ss}" },
        { label: "value", stroke: style("series"), width: 1.25, points: { size: 4 } },
      ],
      hooks: {
        drawClear: [self => drawSpans(self, timeline)],
        draw: [self => drawLimits(self, timeline)],
      },
    }, [timeline.times, timeline.values], place);
  }

  function timelines() {
    if (data.timelines.length === 0) return;
    const place = section("timelines");
    add(place, "h2", "", "Timelines");
    add(place, "p", "faint", (data.tracks > data.timelines.length
        ? "The " + count(data.timelines.length) + " metrics with the most changes or alarms, of " + count(data.tracks) + ". " : "")
      + "Drag over a part to look closer, click twice for the whole. Limits are dashed, those of a computed value dotted. "
      + "Alarms are shaded, with a bar at the top" + (compared ? "; the bar at the bottom is what the rules before made of it." : "."));
    const key = add(place, "div", "key");
    for (const severity of ["critical", "major", "minor", "warning"]) add(key, "span", severity, severity);
    const charts = [];
    for (const timeline of data.timelines) {
      const figure = add(place, "figure");
      const caption = add(figure, "figcaption");
      add(caption, "strong", "", timeline.device + " · " + timeline.metric + (timeline.unit ? " (" + timeline.unit + ")" : ""));
      add(caption, "div", "", count(timeline.readings) + " readings" + (timeline.values.length < timeline.readings
        ? "; drawn are " + count(timeline.values.length) + " of them: the least and the greatest of each of "
          + count(data.stretches) + " equal stretches of time" : ""));
      const slot = add(figure, "div");
      slot.setAttribute("role", "img");
      slot.setAttribute("aria-label", "readings of " + timeline.metric + " of " + timeline.device + " over time");
      const limits = add(figure, "ul", "limits faint");
      for (const limit of timeline.limits) {
        const item = add(limits, "li");
        add(item, "span", "tone " + limit.severity, limit.severity + " ");
        add(item, "span", "", limit.rule + ": " + limit.text + (limit.before ? " (before)" : ""));
      }
      charts.push({ slot, timeline, drawn: undefined });
    }
    const draw = () => {
      for (const each of charts) {
        if (each.drawn) each.drawn.destroy();
        each.drawn = chart(each.slot, each.timeline);
      }
    };
    draw();
    let width = place.clientWidth;
    addEventListener("resize", () => {
      if (place.clientWidth !== width) {
        width = place.clientWidth;
        draw();
      }
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  }

  summary();
  changes();
  alarms();
  timelines();
})();
