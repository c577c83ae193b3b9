package org.lanmei.journeys;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What a machine can tell of a page's looks and of its use without eyes or hands. */
final class Looks {

  private static final String AXE = read("axe-core/axe.min.js");

  private static final String VIOLATIONS =
      """
      async () => {
        const found = await axe.run(document, {
          runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] },
          rules: { 'heading-order': { enabled: true } },
          resultTypes: ['violations'],
        });
        return found.violations.flatMap(v => v.nodes.slice(0, 3).map(n =>
          v.id + ' at ' + n.target.join(' ') + ': ' + n.failureSummary.replace(/\\s+/g, ' ')));
      }
      """;

  /** Text mostly in a script that its element's language does not write. */
  private static final String UNMARKED =
      """
      () => {
        const scripts = [[/\\p{Script=Han}/u, 'zh'], [/\\p{Script=Khmer}/u, 'km'], [/\\p{Script=Lao}/u, 'lo'],
          [/\\p{Script=Myanmar}/u, 'my'], [/\\p{Script=Thai}/u, 'th']];
        const mostly = (text, script) => {
          const letters = text.match(/\\p{L}/gu) ?? [];
          return 2 * letters.filter(l => script.test(l)).length > letters.length;
        };
        const found = [];
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        for (let n = walker.nextNode(); n && found.length < 5; n = walker.nextNode()) {
          if (n.parentElement.closest('script, style, title')) continue;
          const lang = n.parentElement.closest('[lang]').lang;
          for (const [script, its] of scripts)
            if (lang !== its && mostly(n.data, script)) found.push(lang + ': ' + n.data.trim().slice(0, 60));
        }
        return found;
      }
      """;

  /** Elements that reach out of the page to the right, outside of what scrolls by itself. */
  private static final String OVERFLOW =
      """
      () => {
        const width = document.documentElement.clientWidth;
        if (document.documentElement.scrollWidth <= width) return [];
        const scrolls = e => { for (let p = e.parentElement; p && p !== document.body; p = p.parentElement)
          if (getComputedStyle(p).overflowX !== 'visible') return true; return false; };
        return [...document.body.querySelectorAll('*')]
          .filter(e => e.getBoundingClientRect().right > width + 1 && !scrolls(e))
          .slice(-3).map(e => 'wider than the page: ' + e.tagName + '.' + e.className + ' ' + e.textContent.trim().slice(0, 40))
          .concat('page ' + document.documentElement.scrollWidth + ' > ' + width);
      }
      """;

  /** Buttons and fields too small for a finger. */
  private static final String SMALL =
      """
      () => [...document.querySelectorAll('main button, main .btn, main select, main textarea, main summary, ' +
            "main input:not([type=hidden]):not([type=checkbox]):not([type=radio])")]
        .filter(e => { const b = e.getBoundingClientRect(); return b.height > 0 && b.height < 43.5; })
        .slice(0, 5).map(e => e.tagName + ' ' + (e.name || e.textContent.trim().slice(0, 30)) + ' is '
          + Math.round(e.getBoundingClientRect().height) + ' px high')
      """;

  /** Words of one drawing that run into each other. */
  private static final String COLLISIONS =
      """
      () => [...document.querySelectorAll('main svg')].flatMap(svg => {
        const texts = [...svg.querySelectorAll('text')].map(t => [t.textContent.trim(), t.getBoundingClientRect()])
          .filter(([t, b]) => t && b.width);
        const found = [];
        for (let i = 0; i < texts.length; i++) for (let j = i + 1; j < texts.length; j++) {
          const [a, b] = [texts[i][1], texts[j][1]];
          const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
          const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
          if (across > 1 && down > Math.min(a.height, b.height) / 3) found.push(texts[i][0] + ' × ' + texts[j][0]);
        }
        return found.slice(0, 5);
      })
      """;

  private Looks() {}

  /** Violations of WCAG 2.2 AA that axe finds, headings out of order, text without its language. */
  static List<String> barriers(Page page) {
    page.evaluate(AXE);
    var found = new ArrayList<>(list(page, VIOLATIONS));
    found.addAll(list(page, UNMARKED));
    return found;
  }

  /** What is cut off at the right, and words that run into each other in a drawing. */
  static List<String> collisions(Page page) {
    var found = new ArrayList<>(list(page, OVERFLOW));
    found.addAll(list(page, COLLISIONS));
    return found;
  }

  /** What a finger does not hit: under 44 px. */
  static List<String> tooSmall(Page page) {
    return list(page, SMALL);
  }

  private static List<String> list(Page page, String script) {
    return ((List<?>) page.evaluate(script)).stream().map(Objects::toString).toList();
  }

  private static String read(String name) {
    try {
      return Files.readString(Chromium.PACKAGES.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
