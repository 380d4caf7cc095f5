// Records what the demo cluster has to know of the fields of its kinds (names, types, how patches merge them) from the OpenAPI
// documents of a real API server:
//
//   for api in api/v1 apis/apps/v1 apis/storage.k8s.io/v1 apis/authorization.k8s.io/v1 apis/autoscaling/v2; do
//     kubectl get --raw "/openapi/v3/$api" > "$(echo $api | tr / _).json"
//   done
//   node scripts/recordSchema.mjs VERSION *.json > src/schema/kubernetes.json
import { readFileSync } from 'node:fs';

const ROOTS = [
  'io.k8s.api.core.v1.Namespace',
  'io.k8s.api.core.v1.Node',
  'io.k8s.api.core.v1.Pod',
  'io.k8s.api.core.v1.Event',
  'io.k8s.api.core.v1.Service',
  'io.k8s.api.core.v1.PersistentVolumeClaim',
  'io.k8s.api.core.v1.PersistentVolume',
  'io.k8s.api.core.v1.ResourceQuota',
  'io.k8s.api.apps.v1.Deployment',
  'io.k8s.api.apps.v1.ReplicaSet',
  'io.k8s.api.apps.v1.StatefulSet',
  'io.k8s.api.apps.v1.ControllerRevision',
  'io.k8s.api.storage.v1.StorageClass',
  'io.k8s.api.storage.v1.VolumeAttachment',
  'io.k8s.api.autoscaling.v1.Scale',
  'io.k8s.api.autoscaling.v2.HorizontalPodAutoscaler',
  'io.k8s.api.authorization.v1.SelfSubjectAccessReview',
  'io.k8s.api.authorization.v1.SelfSubjectRulesReview',
  'io.k8s.apimachinery.pkg.apis.meta.v1.DeleteOptions',
];
const SPECIAL = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': 'quantity',
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': 'intOrString',
  'io.k8s.apimachinery.pkg.apis.meta.v1.Time': 'string',
  'io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime': 'string',
  'io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1': 'any',
  'io.k8s.apimachinery.pkg.runtime.RawExtension': 'any',
};

const [version, ...files] = process.argv.slice(2);
const schemas = Object.assign(
  {},
  ...files.map(
    file => JSON.parse(readFileSync(file, 'utf8')).components.schemas,
  ),
);
const types = {};

function nameOf(ref) {
  return ref.replace('#/components/schemas/', '');
}

function typeOf(schema) {
  const ref = schema.$ref ?? schema.allOf?.[0]?.$ref;
  if (ref) {
    const name = nameOf(ref);
    if (SPECIAL[name]) {
      return SPECIAL[name];
    }
    add(name);
    const strategy = schema['x-kubernetes-patch-strategy'];
    return strategy ? { object: name, strategy } : { object: name };
  }
  if (schema.type === 'array') {
    return {
      list: typeOf(schema.items),
      strategy: schema['x-kubernetes-patch-strategy'],
      mergeKey: schema['x-kubernetes-patch-merge-key'],
    };
  }
  if (schema.type === 'object') {
    return schema.additionalProperties
      ? { map: typeOf(schema.additionalProperties) }
      : 'any';
  }
  if (schema.type === 'integer') {
    return schema.format ?? 'int32';
  }
  return schema.type ?? 'any';
}

function add(name) {
  if (types[name]) {
    return;
  }
  types[name] = {};
  for (const [field, schema] of Object.entries(schemas[name].properties)) {
    types[name][field] = typeOf(schema);
  }
}

const kinds = {};
for (const root of ROOTS) {
  add(root);
  for (const { group, version: of, kind } of schemas[root][
    'x-kubernetes-group-version-kind'
  ]) {
    if (!root.endsWith('.DeleteOptions') || (group === '' && of === 'v1')) {
      kinds[group ? `${group}/${of}/${kind}` : `${of}/${kind}`] = root;
    }
  }
}
process.stdout.write(`${JSON.stringify({ version, kinds, types })}\n`);
