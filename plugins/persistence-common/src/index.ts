/**
 * Types, permissions, annotations and the typed client of Persistence for Backstage.
 *
 * @packageDocumentation
 */
export * from './annotations';
export * from './client';
export * from './messages';
export * from './permissions';
export * from './quantity';
export * from './signals';
export * from './types';
