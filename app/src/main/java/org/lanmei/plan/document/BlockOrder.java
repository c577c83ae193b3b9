package org.lanmei.plan.document;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntBinaryOperator;

/* The fewest steps from one order of clauses to another, where a step is what an editor does: two
 * clauses with all under them change places, or one goes elsewhere. At the first place where the
 * orders differ, every step that could put it right is tried and the one taken after which the
 * fewest neighbours are still wrong; a swap before a move where both do as well.
 */

/** Explains an order by swaps and moves of blocks. */
final class BlockOrder {

  /** {@code second} is NONE for a move of {@code first} to after {@code after}. */
  record Step(int first, int second, int after) {
    boolean swap() {
      return second != ClausePairs.NONE;
    }
  }

  private BlockOrder() {}

  /**
   * The steps from {@code from} to {@code to}, which hold the same clauses.
   *
   * @param under whether the first clause stands under the second (1) or not (0)
   */
  static List<Step> steps(List<Integer> from, List<Integer> to, IntBinaryOperator under) {
    var steps = new ArrayList<Step>();
    List<Integer> now = new ArrayList<>(from);
    for (int guard = 0; guard <= to.size() && !now.equals(to); guard++) {
      int i = 0;
      while (now.get(i).equals(to.get(i))) i++;
      int a = now.get(i);
      int b = to.get(i);
      var choices = new ArrayList<Choice>();
      choices.add(new Choice(swapped(now, a, b, under), new Step(a, b, ClausePairs.NONE)));
      int before = i == 0 ? ClausePairs.NONE : to.get(i - 1);
      choices.add(moved(now, b, before, under));
      int place = to.indexOf(a);
      choices.add(moved(now, a, place == 0 ? ClausePairs.NONE : to.get(place - 1), under));
      Choice best = choices.getFirst();
      for (Choice c : choices) if (wrong(c.order, to) < wrong(best.order, to)) best = c;
      if (wrong(best.order, to) >= wrong(now, to)) best = choices.get(1);
      now = best.order;
      steps.add(best.step);
    }
    return steps;
  }

  private record Choice(List<Integer> order, Step step) {}

  private static int wrong(List<Integer> order, List<Integer> wanted) {
    int wrong = order.getFirst().equals(wanted.getFirst()) ? 0 : 1;
    for (int i = 0; i + 1 < order.size(); i++) {
      int at = wanted.indexOf(order.get(i));
      if (at + 1 >= wanted.size() || !wanted.get(at + 1).equals(order.get(i + 1))) wrong++;
    }
    return wrong;
  }

  private static int end(List<Integer> order, int root, IntBinaryOperator under) {
    int end = order.indexOf(root) + 1;
    while (end < order.size() && under.applyAsInt(order.get(end), root) == 1) end++;
    return end;
  }

  private static List<Integer> swapped(List<Integer> order, int a, int b, IntBinaryOperator under) {
    int aFrom = order.indexOf(a);
    int aTo = end(order, a, under);
    int bFrom = order.indexOf(b);
    int bTo = end(order, b, under);
    if (bFrom < aTo) return order;
    var out = new ArrayList<>(order.subList(0, aFrom));
    out.addAll(order.subList(bFrom, bTo));
    out.addAll(order.subList(aTo, bFrom));
    out.addAll(order.subList(aFrom, aTo));
    out.addAll(order.subList(bTo, order.size()));
    return out;
  }

  private static Choice moved(List<Integer> order, int root, int after, IntBinaryOperator under) {
    int from = order.indexOf(root);
    int to = end(order, root, under);
    var block = new ArrayList<>(order.subList(from, to));
    var out = new ArrayList<>(order);
    out.subList(from, to).clear();
    // After its own block, or at the front: where nothing else is left to follow.
    int place = out.indexOf(after) + 1;
    out.addAll(place, block);
    return new Choice(out, new Step(root, ClausePairs.NONE, after));
  }
}
