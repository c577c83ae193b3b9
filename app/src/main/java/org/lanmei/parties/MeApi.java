package org.lanmei.parties;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Capacity;
import org.lanmei.kernel.Party;
import org.lanmei.parties.accounts.Token;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The caller's own account. */
@RestController
@RequestMapping("/api/v1/me")
@Tag(name = "me", description = "The caller’s own account")
class MeApi {

  private static final int DAYS = 90;

  private final Accounts accounts;
  private final Mandates mandates;
  private final Tokens tokens;

  MeApi(Accounts accounts, Mandates mandates, Tokens tokens) {
    this.accounts = accounts;
    this.mandates = mandates;
    this.tokens = tokens;
  }

  /**
   * @param party whose mandate is in force; null = the caller speaks for no party
   * @param capacities from mandates in force, or what the account is for
   * @param mandates in force
   */
  record Me(
      UUID person,
      String login,
      String name,
      String organisation,
      @Nullable Party party,
      Set<Capacity> capacities,
      String authentication,
      String language,
      List<Mandate> mandates) {}

  @GetMapping
  @Operation(summary = "Who the caller is, and what the caller may do at this moment")
  Me me(Caller caller) {
    var account = accounts.mine(caller);
    return new Me(
        account.id(),
        account.login(),
        account.name(),
        account.organisation(),
        caller.party(),
        caller.capacities(),
        caller.authentication(),
        account.language().tag(),
        mandates.inForce(account.id()));
  }

  @GetMapping("/tokens")
  @Operation(summary = "The caller’s tokens that are not revoked")
  List<Token> tokens(Caller caller) {
    return tokens.mine(caller);
  }

  /**
   * @param days until it expires; null = 90
   */
  record NewToken(@Nullable String name, @Nullable Integer days) {}

  @PostMapping("/tokens")
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "Make a token",
      description = "The token is in the answer and nowhere else. Not possible with a token.")
  Token.Made make(Caller caller, @RequestBody NewToken wanted) {
    return tokens.make(
        caller,
        wanted.name() == null ? "" : wanted.name(),
        wanted.days() == null ? DAYS : wanted.days());
  }

  @DeleteMapping("/tokens/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Revoke a token")
  void revoke(Caller caller, @PathVariable String id) {
    tokens.revoke(caller, id);
  }
}
