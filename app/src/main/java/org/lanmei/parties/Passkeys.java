package org.lanmei.parties;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.lanmei.kernel.Caller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialCreationOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Signing in with a passkey, and adding and removing one (W3C Web Authentication Level 3). The
 * device must check who holds it (a finger, a face, a code): a passkey stands for the password.
 *
 * <p>Between the two steps of a ceremony only the challenge is kept, by the caller of this class.
 */
@Component
class Passkeys {

  private static final Logger log = LoggerFactory.getLogger(Passkeys.class);
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int MOST = 20;

  private final PasskeyStore store;
  private final PersonStore people;
  private final Address address;
  private final JsonMapper json =
      JsonMapper.builder().addModule(new WebauthnJacksonModule()).build();

  Passkeys(PasskeyStore store, PersonStore people, Address address) {
    this.store = store;
    this.people = people;
    this.address = address;
  }

  /**
   * @param challenge to be kept until the answer
   * @param options JSON for the browser
   */
  record Ceremony(String challenge, String options) {}

  Ceremony beginSignIn() {
    var options = requestOptions(Bytes.random());
    return new Ceremony(
        options.getChallenge().toBase64UrlString(), json.writeValueAsString(options));
  }

  /**
   * @param answer the browser's {@code PublicKeyCredential} as JSON
   * @return whose passkey it is
   * @throws PartiesProblem.PasskeyRefused also when the account is disabled
   */
  UUID signIn(String challenge, String answer) {
    try {
      var credential =
          json.readValue(
              answer, new TypeReference<PublicKeyCredential<AuthenticatorAssertionResponse>>() {});
      var user =
          relyingParty()
              .authenticate(
                  new RelyingPartyAuthenticationRequest(
                      requestOptions(Bytes.fromBase64(challenge)), credential));
      UUID person = PasskeyStore.person(user.getId());
      if (person != null && people.find(person).filter(a -> a.disabledAt() == null).isPresent()) {
        return person;
      }
    } catch (RuntimeException e) {
      throw refused(e);
    }
    throw new PartiesProblem.PasskeyRefused();
  }

  /** Begins adding a passkey for the caller. */
  Ceremony beginAdding(Caller caller) {
    var options = creationOptions(caller, Bytes.random());
    return new Ceremony(
        options.getChallenge().toBase64UrlString(), json.writeValueAsString(options));
  }

  /**
   * @param label the person's own word for the device; empty = none
   * @param answer the browser's {@code PublicKeyCredential} as JSON
   */
  void add(Caller caller, String challenge, String label, String answer) {
    UUID person = bySession(caller);
    if (label.length() > 100)
      throw new PartiesProblem.BadFields("label", "parties.field.long", 100);
    if (mine(caller).size() >= MOST) {
      throw new PartiesProblem.BadFields("label", "parties.passkey.many", MOST);
    }
    try {
      var credential =
          json.readValue(
              answer,
              new TypeReference<PublicKeyCredential<AuthenticatorAttestationResponse>>() {});
      if (store.findByCredentialId(credential.getRawId()) != null) {
        throw new PartiesProblem.PasskeyRefused();
      }
      relyingParty()
          .registerCredential(
              new ImmutableRelyingPartyRegistrationRequest(
                  creationOptions(caller, Bytes.fromBase64(challenge)),
                  new RelyingPartyPublicKey(credential, label.isBlank() ? "–" : label.strip())));
    } catch (PartiesProblem problem) {
      throw problem;
    } catch (RuntimeException e) {
      throw refused(e);
    }
    log.info("a passkey was added for {}", person);
  }

  List<CredentialRecord> mine(Caller caller) {
    UUID person = caller.person();
    if (person == null) throw new PartiesProblem.NotSignedIn();
    return store.findByUserId(PasskeyStore.handle(person));
  }

  void remove(Caller caller, String id) {
    Bytes bytes;
    try {
      bytes = Bytes.fromBase64(id);
    } catch (IllegalArgumentException e) {
      throw new PartiesProblem.UnknownPasskey();
    }
    if (!store.delete(bytes, bySession(caller))) throw new PartiesProblem.UnknownPasskey();
  }

  private static UUID bySession(Caller caller) {
    UUID person = caller.person();
    if (person == null) throw new PartiesProblem.NotSignedIn();
    if (caller.authentication().equals("token")) throw new PartiesProblem.NotWithToken();
    return person;
  }

  private static PartiesProblem refused(RuntimeException e) {
    if (!(e instanceof JacksonException)) log.info("a passkey was refused: {}", e.toString());
    return new PartiesProblem.PasskeyRefused();
  }

  private PublicKeyCredentialRequestOptions requestOptions(Bytes challenge) {
    return PublicKeyCredentialRequestOptions.builder()
        .challenge(challenge)
        .rpId(address.origin().getHost())
        .timeout(PATIENCE)
        .allowCredentials(List.of())
        .userVerification(UserVerificationRequirement.REQUIRED)
        .build();
  }

  private PublicKeyCredentialCreationOptions creationOptions(Caller caller, Bytes challenge) {
    bySession(caller);
    var operations = relyingParty();
    operations.setCustomizeCreationOptions(
        options ->
            options
                .challenge(challenge)
                .timeout(PATIENCE)
                .authenticatorSelection(
                    AuthenticatorSelectionCriteria.builder()
                        .residentKey(ResidentKeyRequirement.REQUIRED)
                        .userVerification(UserVerificationRequirement.REQUIRED)
                        .build()));
    return operations.createPublicKeyCredentialCreationOptions(
        new ImmutablePublicKeyCredentialCreationOptionsRequest(new SignedIn(caller)));
  }

  /** Made anew each time: the origin's port is known only once the server listens. */
  private Webauthn4JRelyingPartyOperations relyingParty() {
    URI origin = address.origin();
    var party = PublicKeyCredentialRpEntity.builder().id(origin.getHost()).name("Lanmei").build();
    return new Webauthn4JRelyingPartyOperations(store, store, party, Set.of(origin.toString()));
  }
}
