import { Text } from '@backstage/ui';
import { useText } from '../../translation';
import { Snippet } from '../controls/Snippet';
import { Teaching } from './Teaching';

const CONFIGURATION = `persistence:
  clusters:
    - name: my-cluster
      kubeconfig: /etc/portal/kubeconfig
      context: my-cluster`;

/** The portal has no cluster to look into. */
export function NoCluster() {
  const t = useText();

  return (
    <Teaching title={t('empty.noCluster.title')}>
      <Text as="p" variant="body-medium" color="secondary">
        {t('empty.noCluster.text')}
      </Text>
      <Snippet title={t('empty.noCluster.snippet')} code={CONFIGURATION} />
    </Teaching>
  );
}
