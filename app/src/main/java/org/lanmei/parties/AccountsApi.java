package org.lanmei.parties;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Capacity;
import org.lanmei.kernel.Lang;
import org.lanmei.kernel.Party;
import org.lanmei.parties.accounts.Account;
import org.lanmei.parties.accounts.Invitation;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Everybody's accounts, for the administrator. */
@RestController
@RequestMapping("/api/v1/accounts")
@Tag(name = "accounts", description = "Accounts, for the administrator")
class AccountsApi {

  private final Accounts accounts;

  AccountsApi(Accounts accounts) {
    this.accounts = accounts;
  }

  @GetMapping
  @Operation(summary = "All accounts")
  List<Account> list(Caller caller) {
    return accounts.list(caller);
  }

  /**
   * @param party whose service the person belongs to; null = none
   * @param basis what the account is for without a mandate; null = reading
   * @param language a BCP 47 tag of one of the seven; null = English
   */
  record NewAccount(
      @Nullable String name,
      @Nullable String organisation,
      @Nullable Party party,
      @Nullable Capacity basis,
      @Nullable String language) {}

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "Invite somebody",
      description =
          "Answers with a link that works once, for 72 hours, and is kept nowhere. Whoever opens it"
              + " chooses a login and a password.")
  Invitation.Link invite(Caller caller, @RequestBody NewAccount wanted) {
    return accounts.invite(
        caller,
        new Accounts.Invite(
            wanted.name() == null ? "" : wanted.name(),
            wanted.organisation() == null ? "" : wanted.organisation(),
            wanted.party(),
            wanted.basis() == null ? Capacity.READER : wanted.basis(),
            Lang.of(wanted.language() == null ? "en" : wanted.language()).orElse(Lang.EN)));
  }
}
