package org.lanmei.sharing;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.lanmei.Secret;
import org.lanmei.kernel.Party;
import org.lanmei.parties.Officers;
import org.springframework.boot.test.context.TestComponent;

/** Terms between the Lao PDR and Viet Nam that are nobody else's business, and a draft. */
@TestComponent
public class HiddenTerms implements Secret {

  private final Agreements agreements;
  private final Officers officers;
  private final AtomicInteger times = new AtomicInteger();

  HiddenTerms(Agreements agreements, Officers officers) {
    this.agreements = agreements;
    this.officers = officers;
  }

  @Override
  public List<Address> hide() {
    int time = times.incrementAndGet();
    var laos = officers.of(Party.LA);
    String adopted = agreements.begin(laos, "secret-" + time, form());
    agreements.table(laos, adopted);
    agreements.adopt(laos, adopted, 1);
    agreements.adopt(officers.of(Party.VN), adopted, 1);
    String draft = agreements.begin(laos, "secret-draft-" + time, form());
    return List.of(
        of("id", "/(api/v1/)?sharing/.*", adopted, "la-public-" + time),
        of("id", "/(api/v1/)?sharing/.*", draft, "la-public-draft-" + time),
        of("log", "/(api/v1/)?log/.*", adopted, "la-public-" + time));
  }

  private static Address of(String variable, String pattern, String hidden, String nothing) {
    return new Address(pattern, variable, hidden, nothing);
  }

  private static TermsForm form() {
    var line =
        new TermsForm.LineForm(
            List.of("013901"),
            List.of("water-level"),
            "",
            "",
            "UTC+7",
            "60",
            List.of(),
            "",
            "none",
            "");
    return new TermsForm(
        Map.of("en", "A secret arrangement"),
        List.of("VN"),
        List.of(line),
        "A secret purpose",
        "no",
        "restricted",
        "A secret ministry",
        "Secret 1/2026",
        "",
        "2026-01-01",
        "");
  }
}
