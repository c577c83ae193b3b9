package org.lanmei.parties;

import java.util.List;
import org.lanmei.kernel.Caller;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A caller who is signed in, for Spring Security. It lives as long as the request. */
final class SignedIn extends AbstractAuthenticationToken {

  private final transient Caller caller;

  SignedIn(Caller caller) {
    super(List.of());
    this.caller = caller;
    super.setAuthenticated(true);
  }

  @Override
  public Caller getPrincipal() {
    return caller;
  }

  @Override
  public String getCredentials() {
    return "";
  }

  @Override
  public String getName() {
    return String.valueOf(caller.person());
  }
}
