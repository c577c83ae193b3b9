package org.lanmei.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Lang;

/**
 * One reader's visit: a browser window with nothing kept from others. It watches what a reader does
 * not see: {@link #close} fails on errors of the console, requests that failed or went to another
 * host, and answers of 400 and above that {@link #refusedWith} did not announce.
 */
final class Visit implements AutoCloseable {

  /**
   * @param session cookies and the like of somebody signed in; null = nobody
   */
  record Options(Lang lang, int width, int height, boolean scripts, @Nullable String session) {

    Options(Lang lang) {
      this(lang, 1280, 900, true, null);
    }

    Options withoutScripts() {
      return new Options(lang, width, height, false, session);
    }

    Options onPhone() {
      return new Options(lang, 390, 844, scripts, session);
    }

    Options in(String someones) {
      return new Options(lang, width, height, scripts, someones);
    }
  }

  private final String origin;
  private final BrowserContext context;
  private final Page page;
  private final List<String> troubles = new ArrayList<>();
  private int announced = 200;

  private Visit(String origin, BrowserContext context) {
    this.origin = origin;
    this.context = context;
    this.page = context.newPage();
    page.setDefaultTimeout(15_000);
    page.onPageError(error -> troubles.add("script: " + error));
    page.onConsoleMessage(
        message -> {
          // What was refused is told by its response, with its address.
          boolean told = message.text().startsWith("Failed to load resource: the server responded");
          if (message.type().equals("error") && !told) troubles.add("console: " + message.text());
        });
    page.onRequest(
        request -> {
          String url = request.url();
          if (!url.startsWith(origin + "/")
              && !url.startsWith("data:")
              && !url.equals("about:blank")) {
            troubles.add("request to another host: " + url);
          }
        });
    page.onRequestFailed(
        request -> {
          // The browser itself breaks off what it downloads, and what a page left behind still
          // loads.
          if (!request.failure().equals("net::ERR_ABORTED")) {
            troubles.add("failed: " + request.url() + " " + request.failure());
          }
        });
    page.onResponse(
        response -> {
          boolean expected = isPage(response.request()) && response.status() == announced;
          if (response.status() >= 400 && !expected) {
            troubles.add(response.status() + " " + response.url());
          }
        });
  }

  static Visit begin(Chromium chromium, String origin, Options options) {
    var asked =
        new Browser.NewContextOptions()
            .setLocale(options.lang().tag())
            .setViewportSize(options.width(), options.height())
            .setJavaScriptEnabled(options.scripts());
    if (options.session() != null) asked.setStorageState(options.session());
    return new Visit(origin, chromium.browser().newContext(asked));
  }

  private static boolean isPage(Request request) {
    return request.isNavigationRequest();
  }

  Page page() {
    return page;
  }

  BrowserContext context() {
    return context;
  }

  /** The state of who is signed in here, to begin other visits {@link Options#in}. */
  String session() {
    return context.storageState();
  }

  Visit open(String path) {
    return open(path, 200);
  }

  /**
   * @param status as it must be answered
   */
  Visit open(String path, int status) {
    announced = status;
    Response response = Objects.requireNonNull(page.navigate(origin + path));
    assertThat(response.status()).as(path).isEqualTo(status);
    announced = 200;
    return this;
  }

  /** Does something on the page that the server answers with a refusal. */
  void refusedWith(int status, Runnable action) {
    announced = status;
    var response = page.waitForResponse((Predicate<Response>) r -> isPage(r.request()), action);
    assertThat(response.status()).isEqualTo(status);
    page.waitForLoadState();
    announced = 200;
  }

  Visit signIn(String login, String password) {
    open("/sign-in");
    page.locator("input[name=login]").fill(login);
    page.locator("input[name=password]").fill(password);
    page.locator("form[action='/sign-in'] button").click();
    assertThat(path()).doesNotStartWith("/sign-in");
    return this;
  }

  /** The page's language, by the language bar of the page. */
  Visit switchTo(Lang lang) {
    page.locator(".langs a[hreflang=" + lang.tag() + "]").click();
    assertThat(page.locator("html").getAttribute("lang")).isEqualTo(lang.tag());
    return this;
  }

  /** The next pages' language and size, in the same window. */
  Visit as(Lang lang, int width, int height) {
    context.addCookies(
        List.of(new com.microsoft.playwright.options.Cookie("lang", lang.tag()).setUrl(origin)));
    page.setViewportSize(width, height);
    return this;
  }

  /** Path and query. */
  String path() {
    return page.url().substring(origin.length());
  }

  String text() {
    return page.locator("main").innerText();
  }

  Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }

  Locator link(String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name)).first();
  }

  /** Fails on what went wrong so far. */
  void check() {
    assertThat(troubles).as("what went wrong at " + page.url()).isEmpty();
  }

  @Override
  public void close() {
    context.close();
    check();
  }
}
