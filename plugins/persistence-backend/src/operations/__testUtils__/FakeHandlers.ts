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
      'create-claim': {
        kind: 'create-claim',
        ...this.#fake('create-claim', false),
      },
      'adopt-claim': {
        kind: 'adopt-claim',
        ...this.#fake('adopt-claim', false),
      },
      'mount-claim': {
        kind: 'mount-claim',
        ...this.#fake('mount-claim', true),
      },
      'unmount-claim': {
        kind: 'unmount-claim',
        ...this.#fake('unmount-claim', true),
      },
      'restart-workload': {
        kind: 'restart-workload',
        ...this.#fake('restart-workload', true),
      },
      'await-rollout': {
        kind: 'await-rollout',
        ...this.#fake('await-rollout', false),
      },
      'shelve-claim': {
        kind: 'shelve-claim',
        ...this.#fake('shelve-claim', false),
      },
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

  #fake(
    kind: Kind,
    rolls: boolean,
  ): Pick<StepHandler, 'rolls' | 'rights' | 'run' | 'undo'> {
    return {
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
