"""The figures as SVG, readable on light and on dark."""

from harness.report import number

STYLE = """<style>
  text { font: 13px system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; fill: #1f2328; }
  .title { font-size: 16px; font-weight: 600; } .small { font-size: 11px; fill: #59636e; } .end { text-anchor: end; }
  .middle { text-anchor: middle; } .axis { stroke: #818b98; } .grid { stroke: #d1d9e0; }
  .nginx { fill: #8c959f; } .haproxy { fill: #bf8700; } .ostiary { fill: #0969da; } .missed { fill: #cf222e; }
  .goal { stroke: #cf222e; stroke-width: 2; }
  .limit { stroke: #1f2328; stroke-width: 2; stroke-dasharray: 5 3; }
  @media (prefers-color-scheme: dark) {
    text { fill: #f0f6fc; } .small { fill: #9198a1; } .axis { stroke: #656c76; } .grid { stroke: #3d444d; }
    .nginx { fill: #768390; } .haproxy { fill: #d29922; } .ostiary { fill: #4493f8; } .missed { fill: #f85149; }
    .goal { stroke: #f85149; } .limit { stroke: #f0f6fc; }
  }
</style>"""

PROXIES = [("nginx", "nginx"), ("haproxy", "HAProxy"), ("ostiary", "Ostiary")]
# Of the time that nginx takes. Keys in turn have no goal.
GOALS = {"one key": 0.9, "no key": 1.0, "garbage key": 1.0, "unknown key": 1.0}


def draw(results, parts, folder):
    """Draws what there are figures for; answers the files."""
    files = []
    scenarios = [(name, samples) for part in ("door", "cold", "refusals")
                 for name, samples in results.samples(part).items()]
    if scenarios:
        remark = results.parts[next(part for part in parts if results.samples(part))]["machine"]
        files.append(_write(folder / "benchmark.svg", processor_time(scenarios, remark)))
    rows = [row for row in results.rows(parts) if row.goal is not None]
    if rows:
        files.append(_write(folder / "benchmark-goals.svg", goals(rows)))
    return files


def _write(file, text):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return file


def _escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _text(x, y, text, kind=""):
    return f'<text x="{x:.1f}" y="{y:.1f}"{f" class={chr(34)}{kind}{chr(34)}" if kind else ""}>{_escaped(text)}</text>'


def _line(x1, y1, x2, y2, kind):
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" class="{kind}"/>'


def _svg(width, height, title, parts):
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
            f'role="img" aria-label="{_escaped(title)}">\n{STYLE}\n' + "\n".join(parts) + "\n</svg>\n")


def _step(top):
    """The distance of grid lines, for about five of them."""
    return next(step for step in (0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000) if top / step <= 6)


def processor_time(scenarios, remark):
    """Groups of bars: microseconds of processor time a request, by scenario and proxy."""
    bar, gap, left, top, floor = 34, 30, 62, 66, 330
    group = len(PROXIES) * bar + gap
    width = left + len(scenarios) * group + 20
    highest = max(samples[name]["cpu"] for _, samples in scenarios for name, _ in PROXIES)
    scale = (floor - top - 16) / highest
    title = "Processor time a request, beside nginx and HAProxy"
    parts = [_text(left, 22, title, "title")]
    step = _step(highest)
    for number_of in range(int(highest / step) + 1):
        value = number_of * step
        y = floor - value * scale
        parts += [_line(left, y, width - 20, y, "grid" if value else "axis"), _text(left - 8, y + 4, f"{value:g}", "end")]
    parts.append(f'<text class="middle" transform="translate(18 {(floor + top) / 2:.0f}) rotate(-90)">'
                 "microseconds a request</text>")
    for index, (scenario, samples) in enumerate(scenarios):
        x = left + gap / 2 + index * group
        for place, (name, _) in enumerate(PROXIES):
            value = samples[name]["cpu"]
            y = floor - value * scale
            parts += [f'<rect x="{x + place * bar:.1f}" y="{y:.1f}" width="{bar - 4}" height="{value * scale:.1f}" '
                      f'class="{name}"/>', _text(x + place * bar + bar / 2 - 2, y - 4, number(value), "small middle")]
        if scenario in GOALS:
            y = floor - samples["nginx"]["cpu"] * GOALS[scenario] * scale
            parts.append(_line(x - 6, y, x + len(PROXIES) * bar + 2, y, "goal"))
        parts.append(_text(x + len(PROXIES) * bar / 2 - 2, floor + 20, scenario, "middle"))
    x = left
    for name, label in PROXIES:
        parts += [f'<rect x="{x}" y="36" width="12" height="12" class="{name}"/>', _text(x + 18, 47, label)]
        x += 90
    parts += [_line(x, 42, x + 18, 42, "goal"), _text(x + 24, 47, "goal for Ostiary"),
              _text(left, floor + 44, remark, "small")]
    return _svg(width, floor + 56, title, parts)


def goals(rows):
    """A bar for each figure with a goal: how much of what is allowed it takes."""
    left, right, row, top, limit = 440, 190, 26, 58, 1.6
    span = 300
    width, floor = left + span + right, top + len(rows) * row
    title = "Each figure as a part of what its goal allows"
    parts = [_text(12, 22, title, "title"), _text(left, 46, "0", "small middle"),
             _text(left + span / limit, 46, "goal", "small middle")]
    for index, figure in enumerate(rows):
        y = top + index * row
        part = figure.measured / figure.goal
        kind = "ostiary" if figure.verdict == "met" else "missed"
        unit = f" {figure.unit}" if figure.unit else ""
        parts += [_text(left - 10, y + 16, figure.figure, "end"),
                  f'<rect x="{left}" y="{y + 4}" width="{max(1, min(part, limit) / limit * span):.1f}" height="16" '
                  f'class="{kind}"/>',
                  _text(left + span + 10, y + 16, f"{number(figure.measured)} of {figure.goal:g}{unit}, {figure.verdict}")]
    parts += [_line(left, top, left, floor, "axis"),
              _line(left + span / limit, top - 6, left + span / limit, floor, "limit")]
    return _svg(width, floor + 16, title, parts)
