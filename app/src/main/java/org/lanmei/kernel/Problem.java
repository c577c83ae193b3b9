package org.lanmei.kernel;

import java.util.List;

/**
 * A request refused as a whole (RFC 9457). Each module has its own sealed subtype; the advice in
 * {@code site} gives the status by {@link Kind}, and the title and detail in the reader's language
 * by the slug: {@code problem.<slug>.title} and {@code problem.<slug>.detail}.
 */
public abstract class Problem extends RuntimeException {

  /** Which HTTP status answers. */
  public enum Kind {
    BAD_INPUT(400),
    NOT_SIGNED_IN(401),
    NOT_ALLOWED(403),
    NOT_FOUND(404),
    CONFLICT(409),
    TOO_LARGE(413),
    NOT_READABLE(422),
    TOO_MANY(429),
    UNAVAILABLE(503);

    private final int status;

    Kind(int status) {
      this.status = status;
    }

    public int status() {
      return status;
    }
  }

  private final Kind kind;
  private final Message title;
  private final Message detail;
  private final List<FieldError> fields;

  protected Problem(Kind kind, String slug, Object... args) {
    this(kind, slug, List.of(), args);
  }

  protected Problem(Kind kind, String slug, List<FieldError> fields, Object... args) {
    super(slug + " " + List.of(args) + (fields.isEmpty() ? "" : " " + fields));
    this.kind = kind;
    this.slug = slug;
    this.title = Message.of("problem." + slug + ".title", args);
    this.detail = Message.of("problem." + slug + ".detail", args);
    this.fields = List.copyOf(fields);
  }

  private final String slug;

  public Kind kind() {
    return kind;
  }

  /** The last part of the problem's {@code type}, such as {@code plan.unknown-commitment}. */
  public String slug() {
    return slug;
  }

  public Message title() {
    return title;
  }

  /** What happened, where, and how to mend it. */
  public Message detail() {
    return detail;
  }

  /** What is wrong with single fields of a form or body; empty when the whole is refused. */
  public List<FieldError> fields() {
    return fields;
  }

  /**
   * @param field the field's name as sent
   */
  public record FieldError(String field, Message message) {}
}
