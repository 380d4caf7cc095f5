import type { VolumeDriver } from '../model/VolumeDriver';
import type { Controller, ControllerContext } from './Controller';
import { DeploymentController } from './deployment/DeploymentController';
import { EventExpiry } from './EventExpiry';
import { GarbageCollector } from './garbage/GarbageCollector';
import { NamespaceController } from './NamespaceController';
import { QuotaController } from './QuotaController';
import { ReplicaSetController } from './replicaset/ReplicaSetController';
import { SchedulerController } from './scheduler/SchedulerController';
import { StatefulSetController } from './statefulset/StatefulSetController';
import { AttachDetachController } from './storage/AttachDetachController';
import { ClaimBinder } from './storage/ClaimBinder';
import { Provisioner } from './storage/Provisioner';
import { StorageProtection } from './storage/StorageProtection';
import { VolumeDeleter } from './storage/VolumeDeleter';
import { VolumePhases } from './storage/VolumePhases';

/** All controllers of the demo cluster, the scheduler included. */
export class Controllers {
  readonly #controllers: readonly Controller[];

  static create(
    context: ControllerContext & { volumeDriver: VolumeDriver },
  ): Controllers {
    return new Controllers(context);
  }

  private constructor(
    context: ControllerContext & { volumeDriver: VolumeDriver },
  ) {
    this.#controllers = [
      DeploymentController.create(context),
      ReplicaSetController.create(context),
      StatefulSetController.create(context),
      ClaimBinder.create(context),
      VolumePhases.create(context),
      Provisioner.create(context),
      VolumeDeleter.create(context),
      SchedulerController.create(context),
      AttachDetachController.create(context),
      StorageProtection.create(context),
      GarbageCollector.create(context),
      NamespaceController.create(context),
      QuotaController.create(context),
      EventExpiry.create(context),
    ];
  }

  /** Looks at everything that exists, and from then on at what changes. */
  start(): void {
    for (const controller of this.#controllers) {
      controller.start();
    }
  }

  /** Ends all work, also what waits for a deadline. */
  stop(): void {
    for (const controller of this.#controllers) {
      controller.stop();
    }
  }
}
