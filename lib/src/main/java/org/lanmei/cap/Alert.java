package org.lanmei.cap;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A CAP message (CAP 1.2 section 3.2.1). It can be one that breaks rules: {@link CapWriter#check}
 * says which.
 *
 * @param id by which others refer to it
 * @param source of the alert, such as an operator or device; null = not given
 * @param codes flags for special handling; a profile's own one is here too
 * @param note for those who handle the message, not for the public; null = not given
 * @param references earlier messages it is about
 * @param incidents names of incidents it belongs to, none of them with a double quote
 * @param signatures as they came; whether they are good only {@link CapVerifier} says
 */
public record Alert(
    Reference id,
    Status status,
    MsgType msgType,
    @Nullable String source,
    Addressing addressing,
    List<String> codes,
    @Nullable String note,
    List<Reference> references,
    List<String> incidents,
    List<Info> infos,
    List<Signature> signatures) {

  public Alert {
    codes = List.copyOf(codes);
    references = List.copyOf(references);
    incidents = List.copyOf(incidents);
    incidents.forEach(QuotedList::check);
    infos = List.copyOf(infos);
    signatures = List.copyOf(signatures);
  }

  /** A public message without infos, to be filled. */
  public static Builder of(Reference id, Status status, MsgType msgType) {
    return new Builder(id, status, msgType);
  }

  /** The same message with other signatures. */
  public Alert signed(List<Signature> other) {
    return new Alert(
        id, status, msgType, source, addressing, codes, note, references, incidents, infos, other);
  }

  /** Collects what belongs to an {@link Alert}. */
  public static final class Builder {

    private final Reference id;
    private final Status status;
    private final MsgType msgType;
    private @Nullable String source;
    private Addressing addressing = Addressing.PUBLIC;
    private final List<String> codes = new ArrayList<>();
    private @Nullable String note;
    private final List<Reference> references = new ArrayList<>();
    private final List<String> incidents = new ArrayList<>();
    private final List<Info> infos = new ArrayList<>();

    private Builder(Reference id, Status status, MsgType msgType) {
      this.id = id;
      this.status = status;
      this.msgType = msgType;
    }

    public Builder source(@Nullable String text) {
      source = text;
      return this;
    }

    public Builder addressing(Addressing to) {
      addressing = to;
      return this;
    }

    public Builder code(String code) {
      codes.add(code);
      return this;
    }

    public Builder note(@Nullable String text) {
      note = text;
      return this;
    }

    public Builder reference(Reference earlier) {
      references.add(earlier);
      return this;
    }

    public Builder incident(String name) {
      incidents.add(name);
      return this;
    }

    public Builder info(Info info) {
      infos.add(info);
      return this;
    }

    public Alert build() {
      return new Alert(
          id,
          status,
          msgType,
          source,
          addressing,
          codes,
          note,
          references,
          incidents,
          infos,
          List.of());
    }
  }
}
