import type { StepContext, StepHandler } from '../StepHandler';
import { StepHandlers } from '../StepHandlers';
import type { Step } from '../../planning';
import type { StepOutcome } from '../store';

type Kind = Step['kind'];
type Run = (context: StepContext) => Promise<StepOutcome>;
type Undo = (context: StepContext) => Promise<void>;

/** Steps that do what a test says, by default nothing. */
export class FakeHandlers {
  /** What was done, in order: `run create-claim`, `undo create-claim`. */
  readonly calls: string[] = [];
  readonly handlers: StepHandlers;
  readonly #runs = new Map<Kind, Run>();
  readonly #undos = new Map<Kind, Undo>();

  static create(): FakeHandlers {
    return new FakeHandlers();
  }

  private constructor() {
    this.handlers = StepHandlers.create({
      'create-claim': this.#handler('create-claim', false),
      'adopt-claim': this.#handler('adopt-claim', false),
      'mount-claim': this.#handler('mount-claim', true),
      'unmount-claim': this.#handler('unmount-claim', true),
      'restart-workload': this.#handler('restart-workload', true),
      'await-rollout': this.#handler('await-rollout', false),
      'shelve-claim': this.#handler('shelve-claim', false),
    });
  }

  onRun(kind: Kind, run: Run): this {
    this.#runs.set(kind, run);
    return this;
  }

  onUndo(kind: Kind, undo: Undo): this {
    this.#undos.set(kind, undo);
    return this;
  }

  #handler<K extends Kind>(
    kind: K,
    rolls: boolean,
  ): StepHandler<Extract<Step, { kind: K }>> & { kind: K } {
    return {
      kind,
      rolls,
      rights: () => [],
      run: async (_, context) => {
        this.calls.push(`run ${kind}`);
        return (await this.#runs.get(kind)?.(context)) ?? {};
      },
      undo: async (_, context) => {
        this.calls.push(`undo ${kind}`);
        await this.#undos.get(kind)?.(context);
      },
    };
  }
}
