"""A plot of growth as SVG: both axes by powers of ten, one line for each kind of work."""

import math

WIDTH, HEIGHT = 850, 440
LEFT, RIGHT, TOP, BOTTOM = 70, 315, 30, 50
COLOURS = ["#1b6ca8", "#c0392b", "#2e8b57", "#8e44ad", "#d68910", "#34495e"]


def growth(lines):
    """The plot of `lines`: a list of (name, [(events, seconds), …])."""
    points = [point for _, line in lines for point in line]
    if not points:
        return None
    first, last = (math.floor(math.log10(min(x for x, _ in points))), math.ceil(math.log10(max(x for x, _ in points))))
    low, high = (math.floor(math.log10(min(y for _, y in points))), math.ceil(math.log10(max(y for _, y in points))))
    last, high = max(last, first + 1), max(high, low + 1)

    def across(events):
        return LEFT + (math.log10(events) - first) / (last - first) * (WIDTH - LEFT - RIGHT)

    def down(seconds):
        return TOP + (high - math.log10(seconds)) / (high - low) * (HEIGHT - TOP - BOTTOM)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="13">',
        "<title>Time by number of events in the log</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>']
    for power in range(first, last + 1):
        x = across(10 ** power)
        parts.append(f'<line x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{HEIGHT - BOTTOM}" stroke="#dddddd"/>')
        parts.append(f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">10{superscript(power)}</text>')
    for power in range(low, high + 1):
        y = down(10 ** power)
        parts.append(f'<line x1="{LEFT}" y1="{y:.1f}" x2="{WIDTH - RIGHT}" y2="{y:.1f}" stroke="#dddddd"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{duration(power)}</text>')
    parts.append(f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 8}" text-anchor="middle">events in the log</text>')
    for number, ((name, line), label) in enumerate(zip(lines, labels(lines, down), strict=True)):
        colour = COLOURS[number % len(COLOURS)]
        path = " ".join(f"{across(x):.1f},{down(y):.1f}" for x, y in line)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{across(x):.1f}" cy="{down(y):.1f}" r="3" fill="{colour}"/>' for x, y in line]
        parts.append(f'<text x="{WIDTH - RIGHT + 12}" y="{label:.1f}" fill="{colour}">{name}</text>')
    return "\n".join([*parts, "</svg>", ""])


def labels(lines, down):
    """Where the name of each line stands: beside its end, but no two closer than a line of text."""
    wanted = sorted((down(line[-1][1]) + 4, number) for number, (_, line) in enumerate(lines))
    places, last = {}, -math.inf
    for y, number in wanted:
        last = max(y, last + 17)
        places[number] = last
    over = last - (HEIGHT - BOTTOM)
    return [places[number] - max(0, over) for number in range(len(lines))]


def superscript(power):
    """A power as small raised digits."""
    return "".join("⁰¹²³⁴⁵⁶⁷⁸⁹"[int(digit)] for digit in str(power))


def duration(power):
    """A power of ten of seconds, as it is said."""
    for least, unit in ((0, "s"), (-3, "ms"), (-6, "µs"), (-9, "ns")):
        if power >= least:
            return f"{10 ** (power - least):,} {unit}"
    return f"10^{power} s"
