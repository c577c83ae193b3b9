package org.lanmei.water.readings;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Caller;
import org.lanmei.site.Page;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** What the caller was told of, and what the caller's party corrected. */
@Controller
@Tag(name = "Readings")
class CorrectionsApi {

  private static final int MOST = 200;

  private final CorrectionNotices notices;

  CorrectionsApi(CorrectionNotices notices) {
    this.notices = notices;
  }

  @GetMapping("/api/v1/corrections")
  @ResponseBody
  @Operation(summary = "Material corrections that the caller was told of or made, newest first")
  List<CorrectionNotice> list(
      Caller caller,
      @Parameter(description = "Only notices with smaller numbers: the next page")
          @RequestParam(required = false)
          @Nullable Long before) {
    return notices.of(caller, before, MOST);
  }

  @GetMapping("/water/corrections")
  ResponseEntity<String> page(Page page, @RequestParam(required = false) @Nullable Long before) {
    page.title(page.t("water.corrections.title"));
    page.section("water");
    page.form("JSON", "/api/v1/corrections" + (before == null ? "" : "?before=" + before));
    var shown = notices.of(page.caller(), before, MOST);
    return page.html(
        "water/corrections.jte", Map.of("notices", shown, "more", shown.size() == MOST));
  }
}
