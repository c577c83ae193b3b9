package org.lanmei.parties;

/**
 * What a domain module puts into the worked example. A bean; asked after the example's people are
 * there, in the order of {@code @Order}. Running it again must change nothing.
 */
public interface ExampleData {

  /** Whether the module holds anything that is not of an example: then none is made. */
  boolean holdsRealData();

  void create(ExamplePeople people);
}
