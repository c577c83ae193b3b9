package org.lanmei.log;

import java.util.Optional;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Seq;

/** A module that can give back what it recorded, so that it can be shown with its proof. */
public interface RecordSource {

  /** Whether it records things of this kind. */
  boolean keeps(String kind);

  /**
   * What was recorded, byte for byte as it was given to {@link Log#record}; empty when it is not
   * there or this caller may not see it.
   *
   * @param place of a record of a kind that it keeps
   */
  Optional<byte[]> content(Caller caller, Seq place);
}
