package org.lanmei.cap;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a message says of one event, in one language (CAP 1.2 section 3.2.2).
 *
 * @param language BCP 47; null = not given, which means {@link #DEFAULT_LANGUAGE}
 * @param categories at least one
 * @param event the kind of event in words
 * @param audience in words; null = not given
 * @param eventCodes the kind of event by the codes of lists
 * @param parameters whatever else systems have agreed on; kept as it came
 */
public record Info(
    @Nullable String language,
    List<Category> categories,
    String event,
    List<ResponseType> responseTypes,
    Priority priority,
    @Nullable String audience,
    List<NamedValue> eventCodes,
    Times times,
    Wording wording,
    List<NamedValue> parameters,
    List<Resource> resources,
    List<Area> areas) {

  /** The language of an info that does not say. */
  public static final String DEFAULT_LANGUAGE = "en-US";

  public Info {
    categories = List.copyOf(categories);
    responseTypes = List.copyOf(responseTypes);
    eventCodes = List.copyOf(eventCodes);
    parameters = List.copyOf(parameters);
    resources = List.copyOf(resources);
    areas = List.copyOf(areas);
  }

  /** {@link #language}, or what its absence means. */
  public String languageOrDefault() {
    return Objects.requireNonNullElse(language, DEFAULT_LANGUAGE);
  }

  /** An info of one category, to be filled. */
  public static Builder about(Category category, String event, Priority priority) {
    return new Builder(category, event, priority);
  }

  /** Collects what belongs to an {@link Info}. */
  public static final class Builder {

    private final List<Category> categories = new ArrayList<>();
    private final String event;
    private final Priority priority;
    private @Nullable String language;
    private final List<ResponseType> responseTypes = new ArrayList<>();
    private @Nullable String audience;
    private final List<NamedValue> eventCodes = new ArrayList<>();
    private Times times = Times.NONE;
    private Wording wording = Wording.NONE;
    private final List<NamedValue> parameters = new ArrayList<>();
    private final List<Resource> resources = new ArrayList<>();
    private final List<Area> areas = new ArrayList<>();

    private Builder(Category category, String event, Priority priority) {
      categories.add(category);
      this.event = event;
      this.priority = priority;
    }

    public Builder category(Category further) {
      categories.add(further);
      return this;
    }

    public Builder language(@Nullable String tag) {
      language = tag;
      return this;
    }

    public Builder response(ResponseType type) {
      responseTypes.add(type);
      return this;
    }

    public Builder audience(@Nullable String text) {
      audience = text;
      return this;
    }

    public Builder eventCode(String valueName, String value) {
      eventCodes.add(new NamedValue(valueName, value));
      return this;
    }

    public Builder times(Times all) {
      times = all;
      return this;
    }

    public Builder wording(Wording all) {
      wording = all;
      return this;
    }

    public Builder parameter(String valueName, String value) {
      parameters.add(new NamedValue(valueName, value));
      return this;
    }

    public Builder resource(Resource resource) {
      resources.add(resource);
      return this;
    }

    public Builder area(Area area) {
      areas.add(area);
      return this;
    }

    public Info build() {
      return new Info(
          language,
          categories,
          event,
          responseTypes,
          priority,
          audience,
          eventCodes,
          times,
          wording,
          parameters,
          resources,
          areas);
    }
  }
}
