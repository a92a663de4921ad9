package io.gpen.checkpoint.pickle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The stack of a pickle machine with its marks, and its memo. */
final class PickleStack {

  private final PickleInput in;
  private final List<Object> values = new ArrayList<>();
  private final List<Integer> marks = new ArrayList<>();
  private final Map<Long, Object> memo = new HashMap<>();

  PickleStack(PickleInput in) {
    this.in = in;
  }

  void push(Object value) {
    values.add(value);
  }

  Object pop() {
    need(1);
    return values.remove(values.size() - 1);
  }

  Object peek() {
    need(1);
    return values.get(values.size() - 1);
  }

  /** {@return the topmost values, lowest first, taken off} */
  List<Object> pop(int count) {
    need(count);
    List<Object> top = values.subList(values.size() - count, values.size());
    List<Object> popped = new ArrayList<>(top);
    top.clear();
    return popped;
  }

  void mark() {
    marks.add(values.size());
  }

  /** {@return everything above the last mark, lowest first, taken off with the mark} */
  List<Object> popToMark() {
    if (marks.isEmpty()) {
      throw in.damaged("the pickle has no mark where one is needed");
    }
    List<Object> popped = pop(values.size() - floor());
    marks.remove(marks.size() - 1);
    return popped;
  }

  void remember(long index) {
    memo.put(index, peek());
  }

  void rememberNext() {
    remember(memo.size());
  }

  void recall(long index) {
    if (!memo.containsKey(index)) {
      throw in.damaged("the pickle refers to the missing memo entry " + index + "");
    }
    push(memo.get(index));
  }

  private int floor() {
    return marks.isEmpty() ? 0 : marks.get(marks.size() - 1);
  }

  private void need(int count) {
    if (values.size() - floor() < count) {
      throw in.damaged("the pickle pops from an empty stack");
    }
  }
}
