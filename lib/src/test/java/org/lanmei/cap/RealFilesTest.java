package org.lanmei.cap;

import org.junit.jupiter.api.Test;

class RealFilesTest {
  @Test
  void dump() {
    for (String name : SharedFiles.alerts()) {
      var r = new CapReader().read(SharedFiles.read(name));
      System.out.println("== " + name + " refused=" + r.refused());
      for (var f : r.findings()) System.out.println("   " + f);
    }
  }
}
