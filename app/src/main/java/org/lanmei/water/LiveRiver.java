package org.lanmei.water;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Seq;
import org.lanmei.log.Log;
import org.springframework.http.MediaType;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Says to open pages that the river line, as their reader may see it, has changed; never what. The
 * id of an event is the place in the commit order, so that a page that was cut off asks for what
 * came after. A stream ends after some minutes and is opened anew: what its reader may see is then
 * looked up again.
 */
@Controller
class LiveRiver {

  private static final int MOST = 500;
  private static final long LASTS = Duration.ofMinutes(10).toMillis();
  private static final int QUIET_ROUNDS = 5;

  private final River river;
  private final Log log;
  private final List<Open> open = new CopyOnWriteArrayList<>();

  LiveRiver(River river, Log log) {
    this.river = river;
    this.log = log;
  }

  /** One open page. */
  private static final class Open {
    private final SseEmitter emitter = new SseEmitter(LASTS);
    private final Caller caller;
    private Seq seen;
    private @Nullable String line;
    private int quiet;

    private Open(Caller caller, Seq seen) {
      this.caller = caller;
      this.seen = seen;
    }

    /** What callers with the same sight have in common. */
    private String sight() {
      return caller.party() != null ? caller.party().name() : String.valueOf(caller.person());
    }
  }

  @GetMapping(path = "/water/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter live(
      Caller caller,
      @RequestParam(required = false) @Nullable Long after,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last,
      @RequestHeader(name = "Accept", required = false) @Nullable String accept)
      throws IOException {
    Seq latest = log.latest();
    Seq from = new Seq(Math.max(0, number(last, after == null ? latest.value() : after)));
    var page = new Open(caller, from.isAfter(latest) ? latest : from);
    // Who did not ask for a stream, or comes when there are too many, is not kept waiting.
    boolean asked = accept != null && accept.contains(MediaType.TEXT_EVENT_STREAM_VALUE);
    if (!asked || open.size() >= MOST) {
      page.emitter.complete();
      return page.emitter;
    }
    if (!latest.isAfter(page.seen)) page.line = line(caller);
    page.emitter.onCompletion(() -> open.remove(page));
    page.emitter.onTimeout(page.emitter::complete);
    page.emitter.onError(e -> open.remove(page));
    open.add(page);
    page.emitter.send(SseEmitter.event().comment("river").reconnectTime(5_000));
    return page.emitter;
  }

  private static long number(@Nullable String id, long otherwise) {
    try {
      return id == null || id.isBlank() ? otherwise : Long.parseLong(id.strip());
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  /** Also what another node placed. */
  @Scheduled(fixedDelayString = "PT3S")
  void look() {
    if (open.isEmpty()) return;
    Seq latest = log.latest();
    var lines = new HashMap<String, String>();
    for (Open page : open) {
      try {
        if (latest.isAfter(page.seen)) tell(page, latest, lines);
        else if (++page.quiet % QUIET_ROUNDS == 0)
          page.emitter.send(SseEmitter.event().comment(""));
      } catch (IOException | IllegalStateException gone) {
        open.remove(page);
      }
    }
  }

  private void tell(Open page, Seq latest, Map<String, String> lines) throws IOException {
    page.seen = latest;
    String now = lines.computeIfAbsent(page.sight(), s -> line(page.caller));
    if (now.equals(page.line)) return;
    page.line = now;
    page.emitter.send(
        SseEmitter.event().name("river").id(Long.toString(latest.value())).data(latest.value()));
  }

  /** Ages left out: they change by themselves. */
  private String line(Caller caller) {
    var said = new StringBuilder();
    for (River.Row row : river.line(caller, River.Question.NOW).rows()) {
      var s = row.standing();
      said.append(row.station().code());
      if (s != null) said.append(s.state()).append(s.level()).append(s.last()).append(s.rate());
    }
    return said.toString();
  }
}
