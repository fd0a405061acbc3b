import type { TSESTree } from "@typescript-eslint/types";
import { isRelated, unknown, unrelated } from "./value.ts";
import type { Flow, Jump } from "./walk-context.ts";
import type { State } from "./walk-state.ts";
import type { Walk } from "./walk.ts";

/** Loops are walked zero, one and two times. */
export class WalkLoops {
  constructor(readonly walk: Walk) {}

  loop(
    node: TSESTree.WhileStatement | TSESTree.DoWhileStatement | TSESTree.ForStatement,
    states: readonly State[],
    labels: readonly string[],
  ): Flow {
    let current = states;
    if (node.type === "ForStatement" && node.init) {
      current =
        node.init.type === "VariableDeclaration"
          ? this.walk.statement(node.init, states, []).normal
          : this.walk.evaluated([node.init], states).normal;
    }
    const left: State[] = [];
    const jumps: Jump[] = [];
    for (let round = 0; round <= 2 && current.length > 0; round++) {
      if (round > 0) current = this.walk.merge(current.map((state) => this.walk.tests.forget(state, node)));
      if (!(round === 0 && node.type === "DoWhileStatement")) {
        const { yes, no } = node.test ? this.walk.tests.branches(node.test, current) : { yes: current, no: [] };
        left.push(...no);
        current = yes;
      }
      if (round === 2) break;
      const flow = this.#round(node.body, current, labels);
      jumps.push(...flow.jumps);
      current =
        node.type === "ForStatement" && node.update
          ? this.walk.evaluated([node.update], flow.normal).normal
          : flow.normal;
    }
    return this.walk.landing({ normal: this.walk.merge(left), jumps }, [null]);
  }

  each(
    node: TSESTree.ForInStatement | TSESTree.ForOfStatement,
    states: readonly State[],
    labels: readonly string[],
  ): Flow {
    const start = this.walk.each(states, node.right);
    let current: readonly State[] = start.map(({ state, value }) => {
      const element = isRelated(value) ? unknown : unrelated;
      const target = node.left.type === "VariableDeclaration" ? node.left.declarations[0]?.id : node.left;
      return target ? this.walk.bind(target, element, state) : state;
    });
    const left: State[] = [...current];
    const jumps: Jump[] = [];
    for (let round = 0; round < 2; round++) {
      if (node.type === "ForOfStatement" && node.await) for (const state of current) this.walk.mayThrow(node, state);
      const flow = this.#round(node.body, current, labels);
      jumps.push(...flow.jumps);
      current = this.walk.merge(flow.normal.map((state) => this.walk.tests.forget(state, node)));
      left.push(...current);
    }
    return this.walk.landing({ normal: this.walk.merge(left), jumps }, [null]);
  }

  /** One round of a loop's body; a `continue` of this loop ends it normally. */
  #round(body: TSESTree.Node, states: readonly State[], labels: readonly string[]): Flow {
    const flow = this.walk.statement(body, states, []);
    const continues = (jump: Jump): boolean =>
      jump.kind === "continue" && (jump.label === null || labels.includes(jump.label));
    return {
      normal: this.walk.merge([...flow.normal, ...flow.jumps.filter(continues).map(({ state }) => state)]),
      jumps: flow.jumps.filter((jump) => !continues(jump)),
    };
  }
}
