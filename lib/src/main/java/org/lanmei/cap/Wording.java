package org.lanmei.cap;

import org.jspecify.annotations.Nullable;

/**
 * What an {@link Info} says to people, in its language; null = not given.
 *
 * @param senderName the authority, for people
 * @param headline short enough for a small display, 160 characters at most if possible
 * @param description of the hazard
 * @param instruction what to do
 * @param web absolute address of a page with more
 * @param contact for follow-up
 */
public record Wording(
    @Nullable String senderName,
    @Nullable String headline,
    @Nullable String description,
    @Nullable String instruction,
    @Nullable String web,
    @Nullable String contact) {

  /** Nothing said. */
  public static final Wording NONE = new Wording(null, null, null, null, null, null);
}
