/**
 * Operations, their steps, and what nobody else may change while they go on. Times are milliseconds since 1970.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('operations', table => {
    table.string('id', 36).primary().comment('Its identity');
    table
      .string('plan_id', 36)
      .notNullable()
      .unique()
      .comment(
        'The plan that it carries out: posted twice, it is one operation',
      );
    table
      .text('entity_ref')
      .notNullable()
      .comment('The entity on whose page it was begun');
    table
      .text('workload')
      .notNullable()
      .comment('The workload that it changes, as its lock names it');
    table.string('intent_kind').notNullable().comment('What was wanted');
    table
      .text('content')
      .notNullable()
      .comment('What never changes, as JSON: target, intent, plan, actor');
    table.string('state').notNullable().comment('How far it has got');
    table.text('error').comment('Why it failed or needs attention, as JSON');
    table
      .boolean('rolls')
      .notNullable()
      .defaultTo(false)
      .comment('Whether a step has begun that cannot be cancelled');
    table.bigInteger('created_at').notNullable();
    table.bigInteger('started_at');
    table.bigInteger('ended_at');
    table.string('undo_of', 36).comment('The operation that it undoes');
    table.string('undone_by', 36).comment('The operation that undoes it');
    table
      .string('state_before_undo')
      .comment('What it is again when the undo fails');
    table.string('lease_holder').comment('Who runs it');
    table
      .bigInteger('lease_until')
      .comment('Until when, by the clock of the database');
    table
      .integer('fencing')
      .notNullable()
      .defaultTo(0)
      .comment('Grows when somebody takes it over; older ones write nothing');
    table
      .bigInteger('not_before')
      .comment('When to try again, by the clock of the database');
    table
      .integer('attempts')
      .notNullable()
      .defaultTo(0)
      .comment('How often in a row the cluster did not answer');
    // The last one so that what goes on is found without reading what has ended
    table.index(
      ['entity_ref', 'created_at', 'id', 'ended_at'],
      'operations_history',
    );
    table.index(['workload', 'created_at', 'id'], 'operations_of_workload');
    table.index(['state', 'lease_until'], 'operations_to_run');
  });

  await knex.schema.createTable('operation_steps', table => {
    table
      .string('operation_id', 36)
      .notNullable()
      .references('id')
      .inTable('operations')
      .onDelete('CASCADE');
    table.integer('position').notNullable().comment('From 0');
    table.text('content').notNullable().comment('What it does, as JSON');
    table.string('state').notNullable().comment('How far it has got');
    table.bigInteger('started_at');
    table.bigInteger('ended_at');
    table.text('progress').comment('How much is done, as JSON');
    table.text('message').comment('What it waits for, as JSON');
    table.text('outcome').comment('What it left for later steps, as JSON');
    table.primary(['operation_id', 'position']);
  });

  await knex.schema.createTable('operation_locks', table => {
    table
      .string('name', 700)
      .primary()
      .comment('A workload or claim that one operation changes');
    table
      .string('operation_id', 36)
      .notNullable()
      .references('id')
      .inTable('operations')
      .onDelete('CASCADE');
    table.index(['operation_id'], 'operation_locks_of');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('operation_locks');
  await knex.schema.dropTable('operation_steps');
  await knex.schema.dropTable('operations');
};
