// Keeps the river line of a page as it stands: when the server says that something is new, the part is fetched again.
const live = document.getElementById("live");
const line = document.getElementById("line");

function say(key) {
  const time = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" }).format(new Date());
  live.textContent = live.dataset[key].replace("{0}", time);
  live.hidden = false;
}

async function renew() {
  const answer = await fetch(line.dataset.part, { headers: { Accept: "text/html" } });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const row of line.querySelectorAll("tr[id]")) {
    const other = fresh.getElementById(row.id);
    if (!other || other.innerHTML === row.innerHTML) continue;
    row.innerHTML = other.innerHTML;
    row.classList.remove("arrived");
    void row.offsetWidth;
    row.classList.add("arrived");
  }
  say("since");
}

if (live && line && "EventSource" in window) {
  const source = new EventSource(live.dataset.live);
  source.addEventListener("open", () => say("since"));
  source.addEventListener("river", renew);
  source.addEventListener("error", () => say("lost"));
}
