package org.lanmei;

import java.util.List;

/** Something that a module keeps from outsiders, for {@link LeakTests}. */
public interface Secret {

  /** What has to be there before, so that only the secret makes a difference. */
  default void prepare() {}

  /** Records it. */
  List<Address> hide();

  /**
   * An address that the secret has of its own.
   *
   * @param pattern of the routes, a regular expression
   * @param variable in them
   * @param hidden its value for the secret
   * @param nothing a value of the same form that belongs to nothing
   */
  record Address(String pattern, String variable, String hidden, String nothing) {}
}
