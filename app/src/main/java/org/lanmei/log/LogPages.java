package org.lanmei.log;

import java.util.Map;
import org.lanmei.kernel.Capacity;
import org.lanmei.site.Page;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** What is logged, who signs, and how to check it. */
@Controller
class LogPages {

  private final LogView view;
  private final Sequencer sequencer;
  private final Log log;

  LogPages(LogView view, Sequencer sequencer, Log log) {
    this.view = view;
    this.sequencer = sequencer;
    this.log = log;
  }

  @GetMapping("/log")
  ResponseEntity<String> log(Page page) {
    page.title(page.t("log.title")).known(log.latest()).form("JSON", "/api/v1/log");
    return page.html(
        "log/log.jte",
        Map.of(
            "logs", view.logs(page.caller()),
            "keys", view.keys(),
            "beginnings", view.beginnings(),
            "halted", sequencer.halted(),
            "mayMend", page.caller().has(Capacity.ADMINISTRATOR)));
  }
}
