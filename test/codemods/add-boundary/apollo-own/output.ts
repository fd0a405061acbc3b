import { ApolloServer } from "@apollo/server";

export const server = new ApolloServer({ schema, formatError: (formatted) => formatted });
