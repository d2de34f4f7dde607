import { useState } from 'preact/hooks';
import { view } from '../../core/group';
import { t } from '../../i18n/t';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { Sheet } from '../../ui/Sheet';
import { AnswersForm } from './AnswersForm';
import { WithdrawDialog } from './WithdrawDialog';

/** What the invite says of the group, which is a claim, and the questions that the group asks. */
export function Answering() {
  const [withdrawing, setWithdrawing] = useState(false);
  const invitation = view.value?.invitation;
  if (invitation === null || invitation === undefined) {
    return (
      <Sheet title={t('answering-title')} progress={t('step', { at: 5, of: 5 })}>
        <p aria-busy="true">{t('answering-loading')}</p>
      </Sheet>
    );
  }
  const { groupName, questions, keepDays, readers, voices, forName } = invitation;
  return (
    <Sheet title={t('answering-title')} progress={t('step', { at: 5, of: 5 })}>
      {groupName === '' ? null : <p>{t('answering-group', { name: groupName })}</p>}
      {forName === '' ? null : <p>{t('answering-for', { name: forName })}</p>}
      <Banner>
        {t('answering-readers', { readers })} {t('answering-keep', { days: keepDays })}{' '}
        {t('answering-voices', { voices })}
      </Banner>
      <p class="quiet small">{t('answering-claim')}</p>
      <AnswersForm questions={questions} answers={[]} doLabel={t('join-do')} />
      <div class="row">
        <Button kind="danger" onClick={() => setWithdrawing(true)}>
          {t('withdraw')}
        </Button>
      </div>
      {withdrawing ? <WithdrawDialog onClose={() => setWithdrawing(false)} /> : null}
    </Sheet>
  );
}
