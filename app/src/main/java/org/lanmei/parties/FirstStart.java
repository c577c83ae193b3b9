package org.lanmei.parties;

import org.lanmei.kernel.Lang;
import org.lanmei.site.Messages;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Prints the link with which the first administrator sets up, at each start until there is one.
 * Straight to the console: a log is kept and sent around.
 */
@Component
@Order(110)
class FirstStart implements ApplicationRunner {

  private final Accounts accounts;
  private final Messages messages;

  FirstStart(Accounts accounts, Messages messages) {
    this.accounts = accounts;
    this.messages = messages;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    if (!accounts.needsSetUp()) return;
    String link = accounts.newSetUpLink();
    System.out.println(messages.text(Lang.EN, "parties.setup.console", link));
    System.out.flush();
  }
}
