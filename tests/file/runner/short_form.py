"""Bills as JSON lines into the short form that is read and written by people."""

import json

KNOWN = {"account", "bill", "period", "currency", "lines", "total"}


def line_text(line):
    words = [line["name"]]
    if line.get("label") is not None:
        words.append(json.dumps(line["label"], ensure_ascii=False))
    if "quantity" in line:
        words.append(f"{line['quantity']} @ {line['rate']}")
    words.append(f"= {line['amount']}")
    rest = {k: v for k, v in line.items()
            if k not in {"name", "label", "quantity", "rate", "amount"}}
    return "  " + " ".join(words + [f"{k}: {compact(v)}" for k, v in rest.items()])


def compact(value):
    return json.dumps(value, ensure_ascii=False)


def failed_text(row):
    error = row["error"]
    words = [str(row.get("account", "-")), str(row.get("bill", "-")), error["code"], error.get("at", "-")]
    if "field" in error:
        words.append(f"{error['field']}={compact(error.get('value'))}")
    return " ".join(words) + ": " + error["message"]


def bill_text(row):
    period = row["period"]
    head = f"{row['account']} {row['bill']} {period['start']}..{period['end']} {row['currency']}"
    lines = [head, *(line_text(line) for line in row["lines"]), f"  total {row['total']}"]
    lines += [f"  {k}: {compact(v)}" for k, v in row.items() if k not in KNOWN]
    return "\n".join(lines)


def short_form(jsonl):
    texts = []
    for line in jsonl.splitlines():
        row = json.loads(line)
        texts.append(failed_text(row) if "error" in row else bill_text(row))
    return "".join(text + "\n" for text in texts)
