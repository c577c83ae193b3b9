package org.lanmei.site;

import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** What Lanmei is, how states are computed, accessibility, and the ways in for machines. */
@Controller
class About {

  private static final Map<String, Integer> PARAGRAPHS =
      Map.of("lanmei", 4, "how-states-are-computed", 8, "accessibility", 3, "api", 4);

  @GetMapping("/about")
  ResponseEntity<String> about(Page page) {
    return topic(page, "lanmei");
  }

  @GetMapping("/about/{topic}")
  ResponseEntity<String> about(Page page, @PathVariable String topic)
      throws NoResourceFoundException {
    if (!PARAGRAPHS.containsKey(topic)) {
      throw new NoResourceFoundException(
          org.springframework.http.HttpMethod.GET, "/about/" + topic, "/about/" + topic);
    }
    return topic(page, topic);
  }

  private static ResponseEntity<String> topic(Page page, String topic) {
    page.title(page.t("about." + topic + ".title"));
    int count = PARAGRAPHS.getOrDefault(topic, 0);
    List<String> paragraphs =
        java.util.stream.IntStream.rangeClosed(1, count)
            .mapToObj(n -> page.t("about." + topic + "." + n))
            .toList();
    return page.html("site/about.jte", Map.of("topic", topic, "paragraphs", paragraphs));
  }
}
